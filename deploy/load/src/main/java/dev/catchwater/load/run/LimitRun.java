package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the trial of four processes under one limit wrote down; {@code deploy/load/run} runs it before. */
final class LimitRun implements Run {
    @Override
    public String report(Options options) throws IOException {
        List<String> figures = Files.readAllLines(Path.of("libs/fairlead-redis/target/four-processes"));
        Table table =
                new Table("four processes, 6,000 requests a minute together, for three minutes", "measured", "target");
        for (String line : figures) {
            table.row(line.split("\\|", -1));
        }
        return "`FourProcessesTest` of fairlead-redis, " + options.text("trial", "not run now") + ".\n\n" + table;
    }
}
