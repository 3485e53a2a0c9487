package dev.catchwater.load.edge;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import dev.catchwater.load.wire.PacedMain;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What it costs to purge a tag, by how many objects have it, and whether hits of others notice. */
public final class PurgeRun implements Run {
    private static final int BYTES = 256;
    private static final int WARM = 50;

    @Override
    public String report(Options options) throws IOException, InterruptedException {
        int objects = options.number("objects", 100_000);
        int rounds = options.number("rounds", 5);
        Table table = new Table(
                "hard purge of a tag, ms until acknowledged",
                "of one object",
                "of " + Series.number(objects, 0),
                "as a multiple",
                "slowest hit meanwhile, ms: one",
                Series.number(objects, 0));
        try (Arena arena = Arena.of(options, "edge,varnish-xkey")) {
            for (Contestant server : arena.contestants()) {
                row(table, arena, server, objects, rounds);
            }
            return "Each purge is followed by a request, for which the origin must be asked. Meanwhile 1,000 hits a second"
                    + " of other objects. Medians of " + rounds + ", least and greatest in brackets.\n\n" + table
                    + arena.absent();
        }
    }

    private static void row(Table table, Arena arena, Contestant server, int objects, int rounds)
            throws IOException, InterruptedException {
        Series series = new Series();
        Questions.examine(server, arena.origin(), 1_000, 1_024);
        for (int round = 1; round <= rounds; round++) {
            System.err.println(server.name() + ", round " + round);
            series.add(round(arena, server, objects, round));
        }
        table.row(
                server.candidate().title(),
                series.spread("one_us", 1e3, 2),
                series.spread("many_us", 1e3, 2),
                "× " + Series.number(series.median("many_us") / series.median("one_us"), 2),
                series.cell("one_max_us", 1e3, 2),
                series.cell("many_max_us", 1e3, 2));
    }

    private static Map<String, String> round(Arena arena, Contestant server, int objects, int round)
            throws IOException, InterruptedException {
        Map<String, String> figures = new HashMap<>();
        for (boolean many : new boolean[] {false, true}) {
            String tag = (many ? "many" : "one") + round;
            try (Child fill =
                    paced(server, "plan=tagged", "tag=" + tag, "calls=" + (many ? objects : 1), "bytes=" + BYTES)) {
                fill.figures();
            }
            try (Child hits = paced(server, "rate=1000", "warm=1", "seconds=3")) {
                figures.put(many ? "many_us" : "one_us", Double.toString(purge(arena, server, tag)));
                figures.put(many ? "many_max_us" : "one_max_us", hits.figures().get("max_us"));
            }
        }
        return figures;
    }

    /** Two seconds after the hits have begun; in microseconds. */
    private static double purge(Arena arena, Contestant server, String tag) throws IOException, InterruptedException {
        HttpRequest request = server.candidate()
                .purge(server.site(), tag)
                .orElseThrow(() -> new IllegalStateException(server.name() + " cannot purge tags"));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            // A connection, and in a JVM classes, are there already where it matters.
            for (int i = 0; i < WARM; i++) {
                client.send(server.candidate().purge(server.site(), "nobody").orElseThrow(), BodyHandlers.ofString());
            }
            Pause.seconds(2);
            long start = System.nanoTime();
            var answer = client.send(request, BodyHandlers.ofString());
            double micros = (System.nanoTime() - start) / 1e3;
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(server.name() + " does not purge: " + answer + " " + answer.body());
            }
            int before = arena.origin().requests();
            Questions.ask(server, "/t/" + BYTES + "/" + tag + "/1");
            if (arena.origin().requests() == before) {
                throw new IllegalStateException(server.name() + " serves what it was told to forget");
            }
            return micros;
        }
    }

    private static Child paced(Contestant server, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("port=" + server.port(), "connections=32"));
        all.addAll(List.of(arguments));
        return Child.java(Child.CLIENT, "256m", PacedMain.class, List.of(), all.toArray(String[]::new));
    }
}
