package dev.catchwater.load.edge;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.candidate.Candidates;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import dev.catchwater.load.wire.PacedMain;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How long hits take when a server has something to spare, by an open loop. */
public final class LatencyRun implements Run {
    private static final double SHARE = 0.7;
    /** Above this share of what it can, a server only builds up a queue. */
    private static final double TOO_MUCH = 0.9;

    @Override
    public String report(Options options) throws IOException, InterruptedException {
        int bytes = options.number("bytes", 1_024);
        int keys = options.number("keys", 1_000);
        int rounds = options.number("rounds", 5);
        Map<String, Series> all = new LinkedHashMap<>();
        try (Arena arena = Arena.of(options, "edge,nginx,varnish")) {
            Wrk wrk = Wrk.in(arena, options.number("connections", 64), keys);
            for (Contestant server : arena.contestants()) {
                Questions.examine(server, arena.origin(), keys, bytes);
                wrk.run(server, bytes, server.candidate().compiles() ? options.number("warm", 20) : 1, 1);
            }
            for (int round = 1; round <= rounds; round++) {
                round(arena, wrk, options, bytes, round, all);
            }
            return "An open loop over " + wrk.connections() + " connections at 70 % of what the closed one reached in"
                    + " the same round, Zipf 0.9 over " + keys + " keys of " + bytes
                    + " bytes; latency counts from the moment a request was due. Medians of " + rounds
                    + " rounds, interleaved.\n\n" + table(arena, all) + arena.absent();
        }
    }

    private static void round(Arena arena, Wrk wrk, Options options, int bytes, int round, Map<String, Series> all)
            throws IOException, InterruptedException {
        Map<String, Double> capacity = new HashMap<>();
        for (Contestant server : arena.contestants()) {
            capacity.put(
                    server.name(),
                    Double.parseDouble(wrk.run(server, bytes, 4, round).get("rate")));
        }
        for (Contestant server : arena.contestants()) {
            double own = Objects.requireNonNull(capacity.get(server.name()));
            Map<String, String> figures = new HashMap<>();
            paced(server, options, bytes, own * SHARE, round)
                    .forEach((name, value) -> figures.put("own." + name, value));
            double nginx = Optional.ofNullable(capacity.get(Candidates.NGINX)).orElse(own);
            if (nginx * SHARE < own * TOO_MUCH) {
                paced(server, options, bytes, nginx * SHARE, round)
                        .forEach((name, value) -> figures.put("nginx." + name, value));
            }
            System.err.println("Round " + round + ", " + server.name() + ": " + figures);
            all.computeIfAbsent(server.name(), first -> new Series()).add(figures);
        }
    }

    private static Map<String, String> paced(Contestant server, Options options, int bytes, double rate, int seed)
            throws IOException, InterruptedException {
        try (Child child = Child.java(
                Child.CLIENT,
                "256m",
                PacedMain.class,
                List.of(),
                "port=" + server.port(),
                "connections=" + options.number("connections", 64),
                "keys=" + options.number("keys", 1_000),
                "bytes=" + bytes,
                "rate=" + (int) rate,
                "seed=" + seed,
                "warm=3",
                "seconds=" + options.number("seconds", 8))) {
            return child.figures();
        }
    }

    private static String table(Arena arena, Map<String, Series> all) {
        Table table = new Table(
                "p50 / p99 / p99.9 in ms",
                "requests/s",
                "at 70 % of its own rate",
                "requests/s",
                "at 70 % of nginx's",
                "client late, p99");
        for (Contestant server : arena.contestants()) {
            Series one = Objects.requireNonNull(all.get(server.name()));
            table.row(
                    server.candidate().title(),
                    one.cell("own.rate", 1, 0),
                    percentiles(one, "own"),
                    one.cell("nginx.rate", 1, 0),
                    one.has("nginx.rate") ? percentiles(one, "nginx") : "more than it can",
                    one.cell("own.late_p99_us", 1e3, 2));
        }
        return table.toString();
    }

    private static String percentiles(Series one, String rate) {
        return one.cell(rate + ".p50_us", 1e3, 2) + " / " + one.spread(rate + ".p99_us", 1e3, 2) + " / "
                + one.cell(rate + ".p999_us", 1e3, 2);
    }
}
