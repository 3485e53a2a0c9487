package dev.catchwater.edge.store;

import dev.catchwater.edge.eviction.Candidate;
import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import java.nio.file.Path;
import java.time.Instant;

/** One variant on the disk, as the index has it. */
final class Filed extends Candidate {
    private final Path path;
    private final DiskFile.Head head;
    private final Tags tags;

    Filed(Path path, DiskFile.Head head, Tags tags, long bytes) {
        super(path.hashCode(), bytes);
        this.path = path;
        this.head = head;
        this.tags = tags;
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

    DiskFile.Head head() {
        return head;
    }

    boolean isUsable(Judge judge, Instant now) {
        return head.keepUntil().isAfter(now) && judge.judge(head.key(), tags, head.response()) != null;
    }
}
