package dev.catchwater.load.edge;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.candidate.Candidates;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import dev.catchwater.load.wire.WaitersMain;
import java.io.IOException;
import java.util.List;

/** What those have to wait for who ask for something that is just being fetched. */
public final class WaitersRun implements Run {
    private static final int WARM_WAITERS = 1_000;

    @Override
    public String report(Options options) throws IOException, InterruptedException {
        int waiters = options.number("waiters", 100);
        int many = options.number("many", 10_000);
        Table table = new Table(
                "all ask at once",
                "first byte after the first's, ms: p50",
                "p99",
                "greatest",
                "last body whole, ms",
                "origin asked, each time");
        try (Arena arena = Arena.of(options, "edge,nginx,varnish,squid,trafficserver")) {
            for (Contestant server : arena.contestants()) {
                // A JVM has to see it some times before it is at its best; who has none is asked as often.
                row(arena, server, table, waiters, options.number("rounds", 20), options.number("warm", 20));
            }
            for (Contestant server : arena.contestants()) {
                if (server.name().equals(Candidates.EDGE) && many > 0) {
                    row(arena, server, table, many, 3, 1);
                }
            }
            return "A body of 64 KiB that the origin begins to send after 500 ms, a tenth each 50 ms.\n\n" + table
                    + arena.absent();
        }
    }

    private static void row(Arena arena, Contestant server, Table table, int waiters, int rounds, int warm)
            throws IOException, InterruptedException {
        System.err.println(server.name() + ", " + waiters);
        // What it does for one who waits is done too seldom in so few rounds of a hundred for a JVM to be at its best.
        int crowd = server.candidate().compiles() ? Math.max(waiters, WARM_WAITERS) : waiters;
        ask(server, crowd, 1_000 * waiters, warm);
        int before = arena.origin().requests();
        Series one = ask(server, waiters, 1_000 * waiters + 500, rounds);
        int asked = arena.origin().requests() - before;
        table.row(
                server.candidate().title() + ", " + Series.number(waiters, 0),
                one.cell("lag_p50_us", 1e3, 2),
                one.cell("lag_p99_us", 1e3, 2),
                one.cell("lag_max_us", 1e3, 2),
                one.cell("end_us", 1e3, 0),
                Series.number((double) asked / rounds, 1));
    }

    private static Series ask(Contestant server, int waiters, int first, int rounds)
            throws IOException, InterruptedException {
        Series series = new Series();
        try (Child child = Child.java(
                Child.CLIENT,
                "512m",
                WaitersMain.class,
                List.of(),
                "port=" + server.port(),
                "connections=" + waiters,
                "first=" + first,
                "rounds=" + rounds,
                "millis=500")) {
            series.add(child.figures());
        }
        return series;
    }
}
