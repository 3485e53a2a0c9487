package dev.catchwater.load.edge;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.candidate.Candidates;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import dev.catchwater.load.soak.Findings;
import dev.catchwater.load.wire.PacedMain;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Minutes of hits, misses, evictions, parts, confirmations, refreshes and purges. Fails if the node grows. */
public final class NodeSoakRun implements Run {
    private static final int STEP_SECONDS = 10;
    /** Much less than what is asked for. */
    private static final int MEGABYTES = 256;

    @Override
    public String report(Options options) throws IOException, InterruptedException {
        int seconds = options.number("seconds", 60 * options.number("minutes", 10));
        int rate = options.number("rate", 2_000);
        try (Arena arena = Arena.empty(options, MEGABYTES);
                Contestant edge = arena.start(Candidates.edge(Candidates.EDGE, "-XX:NativeMemoryTracking=summary"));
                Child load = load(edge, options, rate, seconds)) {
            List<Footprint> samples = new ArrayList<>();
            for (int second = STEP_SECONDS; second <= seconds; second += STEP_SECONDS) {
                Pause.seconds(STEP_SECONDS);
                purge(edge, "soak" + second);
                samples.add(Footprint.of(edge));
            }
            String report = report(load.figures(), samples, seconds, rate);
            List<String> leaks = leaks(samples);
            if (!leaks.isEmpty()) {
                throw new IllegalStateException("It leaks: " + leaks + "\n" + report);
            }
            return report;
        }
    }

    private static Child load(Contestant edge, Options options, int rate, int seconds) throws IOException {
        return Child.java(
                Child.CLIENT,
                "256m",
                PacedMain.class,
                List.of(),
                "port=" + edge.port(),
                "plan=mix",
                "keys=" + options.number("objects", 100_000),
                "rate=" + rate,
                "warm=0",
                "seconds=" + seconds);
    }

    private static void purge(Contestant edge, String tag) throws IOException, InterruptedException {
        HttpRequest request = edge.candidate().purge(edge.site(), tag).orElseThrow();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("it does not purge: " + answer + " " + answer.body());
            }
        }
    }

    private static List<String> leaks(List<Footprint> samples) {
        return Stream.of(
                        growth("heap", samples, Footprint::heap),
                        growth("memory outside the heap", samples, Footprint::outside),
                        growth("process", samples, Footprint::resident))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> growth(String what, List<Footprint> samples, ToLongFunction<Footprint> figure) {
        return Findings.growth(what, samples.stream().mapToLong(figure).toArray()).stream()
                .toList();
    }

    private static String report(Map<String, String> load, List<Footprint> samples, int seconds, int rate) {
        Table table = new Table("second", "heap after GC, MB", "outside the heap, MB", "resident, MB");
        int each = Math.max(1, samples.size() / 12);
        for (int i = each - 1; i < samples.size(); i += each) {
            Footprint sample = samples.get(i);
            table.row(
                    Integer.toString((i + 1) * STEP_SECONDS),
                    Series.number(sample.heap() / 1e6, 1),
                    Series.number(sample.outside() / 1e6, 1),
                    Series.number(sample.resident() / 1e6, 1));
        }
        return seconds + " s of " + Series.number(rate, 0)
                + " requests a second, Zipf 0.9 over far more than the 256 MB it may keep,"
                + " 1 KiB to 1 MiB, one in twenty each a range, a condition, and of what is fresh for a second; a purge and"
                + " a full collection each " + STEP_SECONDS + " s: "
                + Series.number(Double.parseDouble(load.getOrDefault("calls", "NaN")), 0)
                + " answers, all of the right status and length; p99 "
                + Series.number(Double.parseDouble(load.getOrDefault("p99_us", "NaN")) / 1e3, 1) + " ms.\n\n" + table;
    }
}
