package dev.catchwater.edge.store;

import dev.catchwater.edge.flow.Purging;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** A process that purges until it is killed, and says of each purge when it is acknowledged. */
final class Purger {
    private Purger() {}

    /** The file of the log, and what its tags begin with. */
    public static void main(String[] args) throws IOException {
        FilePurgeLog log = FilePurgeLog.open(Path.of(args[0]), Clock.systemUTC());
        Purging purging = new Purging(new Epochs(), log, log.recovered(), Clock.systemUTC(), purged -> {});
        for (int i = 0; ; i++) {
            String tag = args[1] + "-" + i;
            purging.purge(new Purge.Tag(tag), Purge.Mode.HARD, tag, "purger")
                    .await()
                    .indefinitely();
            System.out.println(tag);
        }
    }
}
