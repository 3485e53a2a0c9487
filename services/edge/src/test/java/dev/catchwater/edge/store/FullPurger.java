package dev.catchwater.edge.store;

import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** A process that writes purges until there is no room, then one that needs less, and says what became of each. */
final class FullPurger {
    private static final int MOST = 1_000;

    private FullPurger() {}

    /** The file of the log. */
    public static void main(String[] args) throws IOException {
        try (FilePurgeLog log = FilePurgeLog.open(Path.of(args[0]), Clock.systemUTC())) {
            int sequence = 1;
            while (sequence < MOST && isSafe(log, sequence, "long" + sequence, "x".repeat(1_000))) {
                sequence++;
            }
            isSafe(log, MOST, "short", "x");
        }
    }

    private static boolean isSafe(FilePurgeLog log, long sequence, String key, String tag) {
        Purged purged = new Purged(sequence, Instant.EPOCH, new Purge.Tag(tag), Purge.Mode.HARD, key, "who");
        boolean safe = log.append(purged)
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false)
                .await()
                .indefinitely();
        System.out.println((safe ? "safe " : "refused ") + key);
        return safe;
    }
}
