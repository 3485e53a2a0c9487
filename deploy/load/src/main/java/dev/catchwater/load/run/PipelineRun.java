package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What Fairlead's pipeline, as it comes, costs over the client it stands on. */
record PipelineRun(String where, Clients clients) implements Run {
    @Override
    public String report(Options options) throws IOException, InterruptedException {
        Comparison comparison = new Comparison(clients, options, "c64:0.5:3", 64);
        Map<String, Series> all = comparison.run(List.of("vertx", "fairlead"));
        return "64 in flight over 64 connections, 1 KiB; medians of " + comparison.rounds()
                + " forks each, least and greatest in brackets, differences and ratios pair by pair.\n\n"
                + table(Objects.requireNonNull(all.get("vertx")), Objects.requireNonNull(all.get("fairlead")));
    }

    private String table(Series raw, Series ours) {
        return new Table(where, "Vert.x HttpClient", "Fairlead", "over it", "target")
                .row(
                        "bytes allocated a request",
                        raw.spread("c64.allocated", 1, 0),
                        ours.spread("c64.allocated", 1, 0),
                        signed(ours.pairwise(raw, "c64.allocated", (its, bare) -> its - bare), 0),
                        "≤ +1,500")
                .row(
                        "CPU-µs a request",
                        raw.spread("c64.cpu_us", 1, 1),
                        ours.spread("c64.cpu_us", 1, 1),
                        signed(ours.pairwise(raw, "c64.cpu_us", (its, bare) -> its - bare), 1),
                        "≤ +10")
                .row(
                        "requests a second",
                        raw.spread("c64.rate", 1, 0),
                        ours.spread("c64.rate", 1, 0),
                        "× " + Series.number(ours.pairwise(raw, "c64.rate", (its, bare) -> its / bare), 2),
                        "≥ × 0.90")
                .toString();
    }

    private static String signed(double value, int decimals) {
        return (value < 0 ? "" : "+") + Series.number(value, decimals);
    }
}
