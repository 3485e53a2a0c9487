package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import java.io.IOException;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The benchmarks of libs/bench, with what they allocate. */
final class BenchRun implements Run {
    @Override
    public String report(Options options) throws IOException {
        String arguments = options.text("jmh", "");
        Table table = new Table("benchmark", "with", "score", "±", "unit", "bytes an operation");
        try {
            CommandLineOptions given =
                    arguments.isEmpty() ? new CommandLineOptions() : new CommandLineOptions(arguments.split(" ", -1));
            new Runner(new OptionsBuilder()
                            .parent(given)
                            .addProfiler(GCProfiler.class)
                            .shouldFailOnError(true)
                            .build())
                    .run()
                    .forEach(result -> row(table, result));
        } catch (RunnerException | CommandLineOptionException e) {
            throw new IOException(e);
        }
        return "Error: 99.9 % confidence, within one run.\n\n" + table;
    }

    private static void row(Table table, RunResult result) {
        String[] name = result.getParams().getBenchmark().split("\\.", -1);
        StringBuilder with = new StringBuilder();
        result.getParams()
                .getParamsKeys()
                .forEach(key -> with.append(with.isEmpty() ? "" : ", ")
                        .append(key)
                        .append(" ")
                        .append(result.getParams().getParam(key)));
        Result<?> score = result.getPrimaryResult();
        table.row(
                name[name.length - 2] + "." + name[name.length - 1],
                with.toString(),
                Series.number(score.getScore(), 0),
                Series.number(score.getScoreError(), 0),
                score.getScoreUnit(),
                allocated(result));
    }

    @SuppressWarnings("rawtypes") // JMH's own signature
    private static String allocated(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(secondary -> secondary.getKey().endsWith("gc.alloc.rate.norm"))
                .map(Map.Entry::getValue)
                .findFirst()
                .map(bytes -> Series.number(bytes.getScore(), 0))
                .orElse("–");
    }

    /** The results of some would take the place of all. */
    @Override
    public String page(Options options) {
        return options.text("jmh", "").isEmpty() ? "libs/bench/README.md" : "";
    }
}
