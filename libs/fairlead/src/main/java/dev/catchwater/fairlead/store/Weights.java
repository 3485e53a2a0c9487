package dev.catchwater.fairlead.store;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.PrimaryKey;
import java.util.List;

/** What an entry costs in memory, in bytes, about. */
final class Weights {
    /** Objects and references around the text and the bytes. */
    private static final long OVERHEAD = 512;

    private static final long LINE_OVERHEAD = 64;

    private Weights() {}

    static int of(PrimaryKey key, List<StoredEntry> variants) {
        long sum = OVERHEAD + key.value().length();
        for (StoredEntry entry : variants) {
            sum += OVERHEAD + entry.content().length();
            sum += of(entry.response().headers()) + of(entry.response().selecting());
        }
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    private static long of(Headers headers) {
        long[] sum = {0};
        headers.forEach((name, value) -> sum[0] += LINE_OVERHEAD + name.length() + value.length());
        return sum[0];
    }
}
