package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.peer.Peers;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All clients side by side. */
final class PeersRun implements Run {
    private static final String PHASES = "c64:0.5:2,o50:0.3:1.5,o80:0.3:1.5,c1:0.2:1,c512:0.5:1.5";

    @Override
    public String report(Options options) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>(
                List.of(options.text("peers", String.join(",", Peers.NAMES)).split(",", -1)));
        boolean python = Python.withAiohttp().isPresent();
        if (python) {
            names.add(Clients.AIOHTTP);
        }
        Comparison comparison = new Comparison(Clients::plain, options, PHASES, 512);
        Map<String, Series> all = comparison.run(names);
        return "Medians of " + comparison.rounds() + " forks each, least and greatest in brackets.\n\n" + cost(all)
                + "\n" + latency(all) + (python ? "" : "\n" + Python.MISSING + "\n");
    }

    private static String cost(Map<String, Series> all) {
        Table table = new Table(
                "client",
                "bytes a request",
                "CPU-µs a request",
                "requests a CPU-second",
                "× aiohttp",
                "requests/s, c=1",
                "c=64",
                "c=512",
                "MB resident, at the end",
                "connections",
                "server busy, c=64");
        Series python = all.get(Clients.AIOHTTP);
        all.forEach((name, one) -> table.row(
                Peers.title(name),
                one.spread("c64.allocated", 1, 0),
                one.spread("c64.cpu_us", 1, 1),
                one.cell("c64.per_cpu_second", 1, 0),
                python == null
                        ? "–"
                        : Series.number(one.pairwise(python, "c64.per_cpu_second", (ours, its) -> ours / its), 1),
                one.cell("c1.rate", 1, 0),
                one.spread("c64.rate", 1, 0),
                one.cell("c512.rate", 1, 0),
                one.cell("rss", 1e6, 0),
                one.cell("connections", 1, 0),
                one.cell("c64.server_share", 0.01, 0) + " %"));
        return table.toString();
    }

    private static String latency(Map<String, Series> all) {
        Table table = new Table(
                "client, p50 / p99 / p99.9 in ms",
                "closed, c=1",
                "closed, c=64",
                "closed, c=512",
                "open, 50 % of its c=64 rate",
                "open, 80 %");
        all.forEach((name, one) -> table.row(
                Peers.title(name),
                percentiles(one, "c1"),
                percentiles(one, "c64"),
                percentiles(one, "c512"),
                percentiles(one, "o50"),
                percentiles(one, "o80")));
        return table.toString();
    }

    private static String percentiles(Series one, String phase) {
        return one.cell(phase + ".p50_us", 1e3, 2) + " / " + one.cell(phase + ".p99_us", 1e3, 2) + " / "
                + one.cell(phase + ".p999_us", 1e3, 2);
    }
}
