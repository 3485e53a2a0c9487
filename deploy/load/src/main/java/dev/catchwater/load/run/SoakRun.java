package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.process.Server;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import dev.catchwater.load.soak.SoakMain;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Minutes of cuts, resets, slowness, errors, cancellations and deadlines. Fails if anything is left of them. */
final class SoakRun implements Run {
    @Override
    public String report(Options options) throws IOException, InterruptedException {
        int seconds = options.number("seconds", 60 * options.number("minutes", 10));
        try (Server good = Server.own("faulty");
                Server bad = Server.own("faulty");
                Server dead = Server.own("faulty");
                Child child = Child.java(
                        Child.ANY,
                        "128m",
                        SoakMain.class,
                        List.of("-Dio.netty.leakDetection.level=paranoid", "-XX:+ExitOnOutOfMemoryError"),
                        "origins=" + good.uri("/faulty/3") + "," + bad.uri("/faulty/15") + ","
                                + dead.uri("/faulty/100"),
                        "seconds=" + seconds,
                        "rate=" + options.number("rate", 200),
                        "seed=" + options.number("seed", 1),
                        "leak=" + options.text("leak", "none"))) {
            Map<String, String> figures = child.figuresWhetherWellOrNot();
            String report = report(figures, seconds);
            if (child.exit() != 0) {
                throw new IllegalStateException("It leaks: " + figures.get("leaks") + "\n" + report);
            }
            return report;
        }
    }

    private static String report(Map<String, String> figures, int seconds) {
        Table table =
                new Table("second", "calls", "heap after GC, MB", "direct, MB", "connections", "in flight", "queued");
        for (int i = 1; figures.containsKey("sample" + i); i++) {
            if (i % 3 == 0 || i == 1) {
                String[] sample = figures.getOrDefault("sample" + i, "").split(",", -1);
                table.row(
                        sample[0],
                        Series.number(Double.parseDouble(sample[1]), 0),
                        Series.number(Double.parseDouble(sample[2]) / 1e6, 1),
                        Series.number(Double.parseDouble(sample[3]) / 1e6, 1),
                        sample[4],
                        sample[5],
                        sample[6]);
            }
        }
        return seconds + " s, -Xmx128m, three origins that go wrong 3, 15 and 100 times in a hundred: "
                + figures.get("calls") + " calls, of which " + figures.get("failed") + " failed.\n\n" + table
                + "\nLeft at the end: `" + figures.get("remains") + "`. Leaks: "
                + (figures.getOrDefault("leaks", "").isEmpty() ? "none" : figures.get("leaks")) + ".\n";
    }
}
