package dev.catchwater.edge.store;

import dev.catchwater.fairlead.cache.StoredResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Writes what memory has to the disk as soon as there is time; what there is no time for is not written. */
final class Keeper {
    private final Disk disk;
    private final Judge judge;

    Keeper(Disk disk, Judge judge) {
        this.disk = disk;
        this.judge = judge;
    }

    /** Returns at once; the content stays until it is written. */
    void keep(Kept kept) {
        List<Filed> there = disk.of(kept.key());
        if (there.stream().anyMatch(filed -> filed.response().equals(kept.response()))
                || !kept.content().hold()) {
            return;
        }
        try {
            disk.execute(() -> write(kept));
        } catch (RejectedExecutionException busy) {
            kept.content().release();
            disk.state().dropped();
            // What it replaces would come back once memory has no room for it.
            judge.supersede(kept.key(), kept.response());
            disk.sweep();
        }
    }

    private void write(Kept kept) {
        Head head = new Head(kept.key(), kept.response(), kept.entry().keepUntil());
        try {
            StoredResponse before = kept.before();
            if (before == null || !disk.isTouched(before, head, kept.tags())) {
                write(kept, head);
            }
            disk.state().works();
        } catch (IOException e) {
            disk.state().failed(e);
            replaced(kept);
        } finally {
            kept.content().release();
        }
    }

    /** Though it could not be written, what it is in place of must not come back; also where the index is still cold. */
    private void replaced(Kept by) {
        judge.supersede(by.key(), by.response());
        disk.tier().dropIf(by.key(), filed -> judge.isSuperseded(filed.key(), filed.response()));
    }

    private void write(Kept kept, Head head) throws IOException {
        DiskTier tier = disk.tier();
        Spool spool = disk.spool();
        try {
            boolean fits = true;
            for (byte[] piece : kept.content().copies()) {
                fits = fits && tier.write(spool, piece);
            }
            if (fits) {
                tier.file(spool, head, kept.tags());
            } else {
                replaced(kept);
            }
        } finally {
            tier.end(spool);
        }
    }
}
