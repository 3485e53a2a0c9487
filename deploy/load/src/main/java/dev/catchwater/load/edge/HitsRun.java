package dev.catchwater.load.edge;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.candidate.Candidates;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How many hits a second of one core's time is worth. */
public final class HitsRun implements Run {
    static final String PEERS = "edge,nginx,nginx-static,varnish,vertx,quarkus,haproxy,squid,trafficserver";

    /** What of each size the edge should reach, as a share of what others do. */
    private static final List<Target> TARGETS = List.of(
            new Target("nginx", 1.1, Set.of(1, 10)),
            new Target("varnish", 2, Set.of(1, 10)),
            new Target("nginx", 0.9, Set.of(100, 1_024)));

    private record Target(String peer, double ratio, Set<Integer> kibibytes) {
        boolean isAbout(int size) {
            return kibibytes.contains(size);
        }
    }

    @Override
    public String report(Options options) throws IOException, InterruptedException {
        List<Integer> sizes = Stream.of(options.text("sizes", "1,10,100,1024").split(",", -1))
                .map(Integer::valueOf)
                .toList();
        int connections = options.number("connections", 64);
        int keys = options.number("keys", 1_000);
        try (Arena arena = Arena.of(options, PEERS)) {
            Measured measured = new Measured(arena, Wrk.in(arena, connections, keys), options, sizes);
            measured.prepare(keys);
            measured.run();
            return "Server on one core, wrk on the other, " + connections + " connections, Zipf 0.9 over " + keys
                    + " keys; medians of " + options.number("rounds", 5) + " rounds of "
                    + options.number("seconds", 8)
                    + " s each, interleaved, least and greatest in brackets; ratios pair by pair.\n\n"
                    + measured.tables() + arena.absent();
        }
    }

    /** What was seen of each server and size. */
    private record Measured(Arena arena, Wrk wrk, Options options, List<Integer> sizes, Map<String, Series> all) {
        Measured(Arena arena, Wrk wrk, Options options, List<Integer> sizes) {
            this(arena, wrk, options, sizes, new LinkedHashMap<>());
        }

        void prepare(int keys) throws IOException, InterruptedException {
            for (Contestant server : arena.contestants()) {
                System.err.println("Examining " + server.name() + ".");
                for (int size : sizes) {
                    Questions.examine(server, arena.origin(), keys, size * 1_024);
                }
                int warm = server.candidate().compiles() ? options.number("warm", 20) : 2;
                for (int size : sizes) {
                    wrk.run(server, size * 1_024, Math.ceilDiv(warm, sizes.size()), 1);
                }
            }
        }

        void run() throws IOException, InterruptedException {
            for (int size : sizes) {
                for (int round = 1; round <= options.number("rounds", 5); round++) {
                    for (Contestant server : arena.contestants()) {
                        int asked = arena.origin().requests();
                        Map<String, String> figures =
                                wrk.run(server, size * 1_024, options.number("seconds", 8), round);
                        Questions.unasked(server, arena.origin(), asked);
                        System.err.println(size + " KiB, round " + round + ", " + server.name() + ": "
                                + figures.get("per_cpu_second"));
                        of(server.name(), size).add(figures);
                    }
                }
            }
        }

        private Series of(String name, int size) {
            return all.computeIfAbsent(name + " " + size, first -> new Series());
        }

        String tables() {
            StringBuilder tables = new StringBuilder();
            for (String figure : List.of("per_cpu_second", "rate", "busy")) {
                tables.append(table(figure)).append("\n");
            }
            return tables + ratios();
        }

        private String table(String figure) {
            String title = switch (figure) {
                case "per_cpu_second" -> "hits a CPU-second of the server";
                case "rate" -> "hits a second";
                default -> "busy: server, load generator";
            };
            Table table = new Table(columns(title));
            for (Contestant server : arena.contestants()) {
                List<String> cells = new ArrayList<>(List.of(server.candidate().title()));
                for (int size : sizes) {
                    Series one = of(server.name(), size);
                    cells.add(
                            figure.equals("busy")
                                    ? one.cell("server_share", 0.01, 0) + " %, " + one.cell("client_share", 0.01, 0)
                                            + " %"
                                    : one.spread(figure, 1, 0));
                }
                table.row(cells.toArray(String[]::new));
            }
            return table.toString();
        }

        private String[] columns(String first) {
            List<String> columns = new ArrayList<>(List.of(first));
            for (int size : sizes) {
                columns.add(size == 1_024 ? "1 MiB" : size + " KiB");
            }
            return columns.toArray(String[]::new);
        }

        private String ratios() {
            if (arena.contestants().stream().noneMatch(one -> one.name().equals(Candidates.EDGE))) {
                return "";
            }
            Table table = new Table(columns("edge's hits a CPU-second, as a multiple"));
            for (Contestant server : arena.contestants()) {
                if (server.name().equals(Candidates.EDGE)) {
                    continue;
                }
                List<String> cells =
                        new ArrayList<>(List.of("of " + server.candidate().title()));
                for (int size : sizes) {
                    double ratio = of(Candidates.EDGE, size)
                            .pairwise(of(server.name(), size), "per_cpu_second", (ours, its) -> ours / its);
                    cells.add("× " + Series.number(ratio, 2) + target(server.name(), size, ratio));
                }
                table.row(cells.toArray(String[]::new));
            }
            return table.toString();
        }

        private static String target(String peer, int size, double ratio) {
            return TARGETS.stream()
                    .filter(target -> target.peer.equals(peer) && target.isAbout(size))
                    .map(target ->
                            " (target ≥ " + Series.number(target.ratio, 1) + (ratio < target.ratio ? ", missed)" : ")"))
                    .findFirst()
                    .orElse("");
        }
    }
}
