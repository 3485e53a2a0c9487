package dev.catchwater.edge.store;

import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.util.Random;

/** A process whose store is configured for more memory than it may have, and that fills it. */
final class Filler {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Filler() {}

    /** The bound of the store, the length of a content, and how many there are. */
    public static void main(String[] args) {
        long bound = Long.parseLong(args[0]);
        int length = Integer.parseInt(args[1]);
        TieredShelf shelf = new TieredShelf(new Epochs(), Policy.LRU, bound, 1 << 20, new Random(1));
        int stored = 0;
        int failed = 0;
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            Instant then = NOW.plusMillis(i);
            StoredResponse response = new StoredResponse(
                    200,
                    Headers.of(
                            "Content-Type", "application/json", "ETag", "\"" + i + "\"", "Cache-Control", "max-age=60"),
                    Headers.none(),
                    then,
                    then,
                    new Extent.Whole(length),
                    false);
            try {
                stored += shelf.put(
                                        PrimaryKey.of(URI.create("http://origin.test/" + i)),
                                        response,
                                        Multi.createFrom().item(Buffer.buffer(new byte[length])),
                                        NOW.plusSeconds(3_600),
                                        NOW)
                                .await()
                                .indefinitely()
                        ? 1
                        : 0;
            } catch (RuntimeException | OutOfMemoryError e) {
                failed++;
            }
        }
        System.out.println("stored " + stored + " failed " + failed);
    }
}
