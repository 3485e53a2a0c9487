package dev.catchwater.fairlead.store;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.PrimaryKey;
import java.util.List;
import java.util.Locale;

/** What an entry costs in memory, in bytes, about. */
final class Weights {
    /** Objects and references around the text and the bytes. */
    private static final long OVERHEAD = 512;

    /** Two texts with their arrays, and the places where they are mentioned. */
    private static final long LINE_OVERHEAD = 128;

    /** What a member of a list costs once it has been read: a text, and its place in a map or two. */
    private static final long MEMBER_OVERHEAD = 192;

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
        headers.forEach((name, value) -> sum[0] += LINE_OVERHEAD + name.length() + value.length() + read(name, value));
        return sum[0];
    }

    /** Of the fields that a cache reads it keeps what they say, besides the text. */
    private static long read(String name, String value) {
        String field = name.toLowerCase(Locale.ROOT);
        boolean kept = field.endsWith("cache-control") || field.equals("vary") || field.equals("cache-groups");
        return kept ? MEMBER_OVERHEAD + value.chars().filter(c -> c == ',').count() * MEMBER_OVERHEAD : 0;
    }
}
