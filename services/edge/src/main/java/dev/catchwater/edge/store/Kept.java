package dev.catchwater.edge.store;

import dev.catchwater.edge.eviction.Candidate;
import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.StoredEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One variant in memory. */
final class Kept extends Candidate {
    /** Objects and references around the text. */
    private static final long OVERHEAD = 768;

    /** Of a line: two texts, and what a cache reads out of them. */
    private static final long LINE_OVERHEAD = 192;

    private final PrimaryKey key;
    private final Tags tags;
    private final StoredEntry entry;
    private final SlabContent content;
    private final long head;
    private volatile Judged judged = Judged.NEVER;
    private @Nullable StoredResponse before;

    /** What the law left of it when it was last asked. */
    private record Judged(Judge.Law law, List<StoredEntry> usable) {
        static final Judged NEVER = new Judged(new Judge.Law(-1, -1), List.of());
    }

    Kept(PrimaryKey key, Tags tags, StoredResponse response, SlabContent content, Instant keepUntil) {
        this(key, tags, response, content, keepUntil, weight(key, tags, response));
    }

    private Kept(
            PrimaryKey key, Tags tags, StoredResponse response, SlabContent content, Instant keepUntil, long head) {
        super(fingerprint(key, response), head + content.taken() + content.takenByForms());
        this.head = head;
        this.key = key;
        this.tags = tags;
        this.content = content;
        this.entry = new StoredEntry(response, content, keepUntil);
    }

    private static long fingerprint(PrimaryKey key, StoredResponse response) {
        return ((long) key.value().hashCode() << 32) ^ response.variant().hashCode();
    }

    /** Of what is on the heap, in bytes, about. */
    private static long weight(PrimaryKey key, Tags tags, StoredResponse response) {
        return OVERHEAD
                + 2L * key.value().length()
                + 8L * tags.size()
                + of(response.headers())
                + of(response.selecting());
    }

    private static long of(Headers headers) {
        long[] sum = {0};
        headers.forEach((name, value) -> sum[0] += LINE_OVERHEAD + 2L * (name.length() + value.length()));
        return sum[0];
    }

    /** Of content of this length, in the pool. */
    static long taken(long length) {
        return length / Memory.PIECE * Memory.PIECE + (length == 0 ? 0 : Memory.taken((int) (length % Memory.PIECE)));
    }

    /** What it takes of the heap, about. */
    long head() {
        return head;
    }

    Tags tags() {
        return tags;
    }

    PrimaryKey key() {
        return key;
    }

    /** The head that its content had until it was confirmed; null: the content is new. */
    @Nullable
    StoredResponse before() {
        return before;
    }

    /** Goes on as another whose content it has. */
    void follow(Kept other) {
        inherit(other);
        before = other.response();
    }

    StoredResponse response() {
        return entry.response();
    }

    SlabContent content() {
        return content;
    }

    StoredEntry entry() {
        return entry;
    }

    boolean isOver(Instant now) {
        return !entry.keepUntil().isAfter(now);
    }

    /** The entry as it may be used, or nothing; the same list as long as nothing is purged. */
    List<StoredEntry> usable(Judge judge) {
        Judged last = judged;
        if (!last.law().isOf(judge)) {
            Judge.Law law = judge.law();
            StoredResponse left = judge.judge(key, tags, entry.response());
            last = new Judged(
                    law, left == null ? List.of() : List.of(new StoredEntry(left, content, entry.keepUntil())));
            judged = last;
        }
        return last.usable();
    }
}
