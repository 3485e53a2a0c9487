package dev.catchwater.load.edge;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import dev.catchwater.load.wire.IdleMain;
import java.io.IOException;
import java.util.List;

/** What connections cost that say nothing. */
public final class IdleRun implements Run {
    @Override
    public String report(Options options) throws IOException, InterruptedException {
        int connections = options.number("connections", 15_000);
        Table table = new Table(
                Series.number(connections, 0) + " idle connections", "MiB before", "with them", "bytes each", "target");
        try (Arena arena = Arena.of(options, "edge,nginx,vertx,varnish")) {
            for (Contestant server : arena.contestants()) {
                System.err.println(server.name());
                row(server, table, connections);
            }
            return "Each has asked once and can ask again, which all do at the end. Proportional set size; objects of 1"
                    + " KiB.\n\n" + table + arena.absent();
        }
    }

    private static void row(Contestant server, Table table, int connections) throws IOException, InterruptedException {
        // The first one hundred warm it up, and are gone.
        try (Child few = idle(server, 100)) {
            few.line();
        }
        long before = server.residentBytes();
        try (Child child = idle(server, connections)) {
            child.line();
            long with = server.residentBytes();
            child.say("\n");
            child.figures();
            table.row(
                    server.candidate().title(),
                    Series.number(before / 1_048_576.0, 0),
                    Series.number(with / 1_048_576.0, 0),
                    Series.number((double) (with - before) / connections, 0),
                    server.candidate().name().equals("edge") ? "≤ 300 MiB" : "");
        }
    }

    private static Child idle(Contestant server, int connections) throws IOException {
        return Child.java(
                Child.CLIENT, "512m", IdleMain.class, List.of(), "port=" + server.port(), "connections=" + connections);
    }
}
