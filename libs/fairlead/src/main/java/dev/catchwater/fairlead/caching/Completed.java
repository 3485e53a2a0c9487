package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.store.Content;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/** What is held and what is still coming, as one content that can be read once and as a whole. */
record Completed(Plan plan, ResponseBody missing) implements Content {
    @Override
    public long length() {
        return plan.head().extent() instanceof Extent.Whole(long all) ? all : plan.heldBytes();
    }

    @Override
    public Multi<Buffer> read(long offset, long length) {
        if (offset != 0 || length != length()) {
            throw new IllegalArgumentException("all of it or nothing");
        }
        return plan.content(missing.stream());
    }
}
