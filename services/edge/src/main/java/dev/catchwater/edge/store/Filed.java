package dev.catchwater.edge.store;

import dev.catchwater.edge.eviction.Candidate;
import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One variant on the disk, as the index has it. */
final class Filed extends Candidate {
    private final Path path;
    private final Head head;
    private final Tags tags;
    private final BlockFile content;

    Filed(Path path, Head head, Tags tags, BlockFile content, long bytes) {
        super(path.hashCode(), bytes);
        this.path = path;
        this.head = head;
        this.tags = tags;
        this.content = content;
    }

    /** The same content with another head. */
    Filed with(Head other, Tags itsTags, long itsBytes) {
        Filed touched = new Filed(path, other, itsTags, content, itsBytes);
        touched.inherit(this);
        return touched;
    }

    /** How many heads of the usual length it has the index hold. */
    int heads() {
        return 1 + (int) ((bytes() - content.length()) / DiskSpace.HEAD);
    }

    Path path() {
        return path;
    }

    PrimaryKey key() {
        return head.key();
    }

    StoredResponse response() {
        return head.response();
    }

    Instant keepUntil() {
        return head.keepUntil();
    }

    Tags tags() {
        return tags;
    }

    BlockFile content() {
        return content;
    }

    /** The response as it may be used; null: not at all. */
    @Nullable
    StoredResponse usable(Judge judge, Instant now) {
        return head.keepUntil().isAfter(now) && !judge.isSuperseded(head.key(), head.response())
                ? judge.judge(head.key(), tags, head.response())
                : null;
    }

    /** Whether it is what this one replaces, or has replaced. */
    boolean isVariantOf(StoredResponse other) {
        return response().variant().equals(other.variant());
    }
}
