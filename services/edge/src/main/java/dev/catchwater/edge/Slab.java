package dev.catchwater.edge;

import dev.catchwater.edge.route.Compression.Coding;
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

    /** The content in a coding, where that is kept beside it; a form goes with its content, whatever becomes of that. */
    default CodedForm coded(Coding coding) {
        return CodedForm.Lack.USELESS;
    }

    /**
     * Says what becomes of a form that is not there.
     *
     * @return whether it was so before: of many who would make a form, one may
     */
    default boolean mark(Coding coding, CodedForm.Lack before, CodedForm.Lack after) {
        return false;
    }
}
