package dev.catchwater.fairlead.store;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/** Stored bytes, which can be read any number of times. */
public interface Content {
    /** In bytes. */
    long length();

    /**
     * Some of the bytes, as the reader asks for them; the chunks are the reader's own.
     *
     * @param offset where to begin
     * @param length how many; never more than there are after the offset
     */
    Multi<Buffer> read(long offset, long length);

    /** All of them. */
    default Multi<Buffer> read() {
        return read(0, length());
    }
}
