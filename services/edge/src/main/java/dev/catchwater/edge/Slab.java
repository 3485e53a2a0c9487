package dev.catchwater.edge;

import dev.catchwater.fairlead.store.Content;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** Content outside the heap. */
public interface Slab extends Content {
    /**
     * Some of the bytes, not copied: the caller releases them, and they stay what they are until then, whatever is
     * evicted meanwhile. Nobody may write to them.
     *
     * @return empty if the content has made room for others since it was found: look again
     * @throws IllegalArgumentException if there are not as many bytes
     */
    Optional<ByteBuf> slice(long offset, int length);
}
