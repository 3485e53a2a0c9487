package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.edge.HitsRun;
import dev.catchwater.load.edge.IdleRun;
import dev.catchwater.load.edge.LatencyRun;
import dev.catchwater.load.edge.NodeSoakRun;
import dev.catchwater.load.edge.PurgeRun;
import dev.catchwater.load.edge.StartRun;
import dev.catchwater.load.edge.WaitersRun;
import dev.catchwater.load.report.Machine;
import dev.catchwater.load.report.Readme;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code Main RUN [name=value ...]}: does one run, prints its table and keeps it in a README. */
public final class Main {
    private static final Map<String, Run> RUNS = new LinkedHashMap<>();

    static {
        RUNS.put("bench", new BenchRun());
        RUNS.put("backtest", new BacktestRun());
        RUNS.put("pipeline", new PipelineRun("alone", Clients::plain));
        RUNS.put("peers", new PeersRun());
        RUNS.put("quarkus", new PipelineRun("inside Quarkus", Clients::inQuarkus));
        RUNS.put("limit", new LimitRun());
        RUNS.put("inflight", new InFlightRun());
        RUNS.put("dead", new DeadRun());
        RUNS.put("soak", new SoakRun());
        RUNS.put("edge-hits", new HitsRun());
        RUNS.put("edge-latency", new LatencyRun());
        RUNS.put("edge-waiters", new WaitersRun());
        RUNS.put("edge-start", new StartRun());
        RUNS.put("edge-idle", new IdleRun());
        RUNS.put("edge-purge", new PurgeRun());
        RUNS.put("edge-soak", new NodeSoakRun());
    }

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Run run = RUNS.get(arguments.length == 0 ? "" : arguments[0]);
        if (run == null) {
            System.err.println("Which of " + RUNS.keySet() + "?");
            System.exit(2);
            return;
        }
        Options options = new Options(Arrays.copyOfRange(arguments, 1, arguments.length));
        String machine = Machine.describe();
        String report = machine + " " + options.text("note", "") + "\n\n" + run.report(options);
        System.out.println("\n## " + arguments[0] + "\n\n" + report);
        String page = options.text("page", run.page(options));
        if (!page.isEmpty()) {
            new Readme(Path.of(page)).put(arguments[0], report);
        }
    }
}
