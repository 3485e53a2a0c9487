package dev.catchwater.edge;

import dev.catchwater.fairlead.store.Content;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.Uni;

/** Content in a file, each block of which is compared with its checksum before a byte of it is used. */
public interface FileContent extends Content {
    /** Opens it, so that it can be read to its end whatever is evicted meanwhile. Fails if it is not there any more. */
    Uni<Reading> open();

    /** An open file. What it hands out comes on the event loop of whoever asks. */
    interface Reading extends AutoCloseable {
        /** Some of the bytes in memory. Who gets them releases them. Fails if they are not what was written. */
        Uni<ByteBuf> bytes(long offset, int length);

        /**
         * The same bytes, for the kernel to send: it reads them again, unseen. Compared once since the node began.
         */
        Uni<Region> region(long offset, int length);

        /** Once, when nothing more will be asked for; regions on their way go on. */
        @Override
        void close();
    }

    /** Bytes of a file that its reader does not see. Holds the file until it is written or released. */
    interface Region {
        /** What a channel of Netty takes, and releases. */
        Object message();

        /** In place of writing it. */
        void release();
    }
}
