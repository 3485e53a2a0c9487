package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.store.Content;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * What is held and what is still coming, as one content that can be read once and as a whole.
 *
 * @param origin that sends what is missing
 */
record Completed(Plan plan, ResponseBody missing, String origin) implements Content {
    @Override
    public long length() {
        return plan.head().extent() instanceof Extent.Whole(long all) ? all : plan.heldBytes();
    }

    @Override
    public Multi<Buffer> read(long offset, long length) {
        if (offset != 0 || length != length()) {
            throw new IllegalArgumentException("all of it or nothing");
        }
        return plan.content(exactly(length - plan.heldBytes()));
    }

    /** Anything else would end as a whole answer, or shift what follows: bytes that nobody sent in that place. */
    private Multi<Buffer> exactly(long told) {
        return Multi.createFrom().deferred(() -> {
            long[] came = {0};
            return missing.stream()
                    .onItem()
                    .invoke(chunk -> {
                        came[0] += chunk.length();
                        require(came[0] <= told);
                    })
                    .onCompletion()
                    .invoke(() -> require(came[0] == told));
        });
    }

    private void require(boolean asTold) {
        if (!asTold) {
            throw new HttpFailure.Malformed(origin, "a part that is not as long as its Content-Range").asException();
        }
    }
}
