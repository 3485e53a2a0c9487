package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.measure.DeadMain;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.process.Server;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import java.io.IOException;
import java.util.List;

/** How much more a dead origin is asked than callers ask, by its own log. */
final class DeadRun implements Run {
    @Override
    public String report(Options options) throws IOException, InterruptedException {
        Table table = new Table("origin", "circuit breaker", "calls", "requests in the origin's log", "load", "target");
        for (String kind : List.of("dead", "cutting")) {
            for (String breaker : List.of("on", "off")) {
                System.err.println(kind + ", breaker " + breaker);
                row(table, kind, breaker, options);
            }
        }
        return "Open loop, " + options.number("rate", 1_000) + " calls a second for " + options.number("seconds", 10)
                + " s; up to three attempts a call, a retry budget of a fifth of the calls and 10 a second.\n\n"
                + table;
    }

    private static void row(Table table, String kind, String breaker, Options options)
            throws IOException, InterruptedException {
        try (Server server = Server.own(kind);
                Child child = Child.java(
                        Child.CLIENT,
                        "256m",
                        DeadMain.class,
                        List.of(),
                        "uri=" + server.uri("/dead"),
                        "rate=" + options.number("rate", 1_000),
                        "seconds=" + options.number("seconds", 10),
                        "breaker=" + breaker)) {
            int calls = Integer.parseInt(child.figures().get("calls"));
            int requests = server.requests();
            table.row(
                    kind.equals("dead") ? "answers 503" : "closes without an answer",
                    breaker.equals("on") ? "on, as it comes" : "off",
                    Series.number(calls, 0),
                    Series.number(requests, 0),
                    "× " + Series.number((double) requests / calls, 3),
                    "≤ × 1.2" + (breaker.equals("on") ? "" : ", and the floor"));
        }
    }
}
