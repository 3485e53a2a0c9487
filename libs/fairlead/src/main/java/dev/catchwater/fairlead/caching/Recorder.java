package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.ResponseStore;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Stores a body while its reader reads it, at the reader's pace. Only a body that was read to its end is stored; what is
 * longer than the store takes passes by without being kept.
 */
final class Recorder {
    private final ResponseStore store;
    private final PrimaryKey key;
    private final StoredResponse head;
    private final Instant keepUntil;
    private final Supplier<Instant> now;
    private final Lead lead;
    private final List<Buffer> chunks = new ArrayList<>();
    private long length;

    Recorder(
            ResponseStore store,
            PrimaryKey key,
            StoredResponse head,
            Instant keepUntil,
            Supplier<Instant> now,
            Lead lead) {
        this.store = store;
        this.key = key;
        this.head = head;
        this.keepUntil = keepUntil;
        this.now = now;
        this.lead = lead;
    }

    Response record(Response response) {
        if (response.body().isEmpty()) {
            store();
            return response;
        }
        Response recorded = response.withBody(response.body()
                .through(body -> body.onItem().invoke(this::add).onCompletion().invoke(this::store)));
        recorded.body().onEnd(this::ended);
        return recorded;
    }

    private void add(Buffer chunk) {
        length += chunk.length();
        if (length <= store.maxEntryBytes()) {
            // The reader may do with its buffer what it likes.
            chunks.add(chunk.copy());
        } else {
            chunks.clear();
            lead.unshared();
        }
    }

    private void store() {
        if (length > store.maxEntryBytes()) {
            return;
        }
        store.put(
                        key,
                        head.withExtent(new Extent.Whole(length)),
                        Multi.createFrom().iterable(chunks),
                        keepUntil,
                        now.get())
                .subscribe()
                .with(
                        stored -> {
                            if (stored) {
                                lead.stored();
                            } else {
                                lead.unshared();
                            }
                        },
                        failure -> lead.unshared());
    }

    private void ended(Outcome outcome) {
        switch (outcome) {
            case Outcome.Cancelled cancelled -> lead.handOver();
            case Outcome.Failed failed -> lead.unshared();
            // store() tells how it went; an asynchronous store is still at it.
            case Outcome.Completed completed -> {}
        }
    }
}
