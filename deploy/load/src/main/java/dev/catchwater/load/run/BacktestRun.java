package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How fast trading's backtests were in the trial that {@code deploy/load/run} runs before: a service is no library. */
final class BacktestRun implements Run {
    @Override
    public String report(Options options) throws IOException {
        Table table = new Table("backtest of a million bars on one core, best of five", "bars/s", "target");
        for (String line : Files.readAllLines(Path.of("services/trading/target/backtest-speed"))) {
            table.row(line.split("\\|", -1));
        }
        return "`BacktestSpeedTest` of trading, " + options.text("trial", "not run now") + ".\n\n" + table;
    }

    @Override
    public String page(Options options) {
        return "libs/bench/README.md";
    }
}
