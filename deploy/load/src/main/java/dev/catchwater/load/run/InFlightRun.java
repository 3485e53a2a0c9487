package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.measure.InFlightMain;
import dev.catchwater.load.peer.Peers;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.process.Server;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Ten thousand calls in flight in a small heap: what they hold, and that all complete. */
final class InFlightRun implements Run {
    /** What a JVM ends with under {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    @Override
    public String report(Options options) throws IOException, InterruptedException {
        int calls = options.number("calls", 10_000);
        Table table = new Table(
                Series.number(calls, 0) + " calls in flight, -Xmx256m",
                "completed",
                "heap, MB",
                "heap a call, bytes",
                "direct, MB",
                "resident, MB",
                "peak, MB");
        for (String name : options.text("peers", String.join(",", Peers.NAMES)).split(",", -1)) {
            System.err.println(name);
            Series one = new Series();
            one.add(fork(name, calls));
            if (!one.has("completed")) {
                table.row(Peers.title(name), one.text("failure"), "–", "–", "–", "–", "–");
                continue;
            }
            table.row(
                    Peers.title(name),
                    one.cell("completed", 1, 0),
                    one.cell("heap", 1e6, 0),
                    one.cell("heap_a_call", 1, 0),
                    one.cell("direct", 1e6, 0),
                    one.cell("rss", 1e6, 0),
                    one.cell("peak_rss", 1e6, 0));
        }
        return "One fork each; the heap is looked at after a collection, while all are held.\n\n" + table;
    }

    private static Map<String, String> fork(String name, int calls) throws IOException, InterruptedException {
        try (Server server = Server.own("holding");
                Child child = Child.java(
                        Child.CLIENT,
                        "256m",
                        InFlightMain.class,
                        List.of("-XX:+ExitOnOutOfMemoryError"),
                        "peer=" + name,
                        "uri=" + server.uri("/"),
                        "calls=" + calls)) {
            Map<String, String> figures = child.figuresWhetherWellOrNot();
            int exit = child.exit();
            if (exit != 0 && name.equals("fairlead")) {
                throw new IllegalStateException("Fairlead did not complete them: " + figures);
            }
            figures.put("failure", exit == OUT_OF_MEMORY ? "out of memory" : "failed");
            return figures;
        }
    }
}
