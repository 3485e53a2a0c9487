package dev.catchwater.fairlead;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/** What a request carries. */
public sealed interface RequestBody {
    RequestBody NONE = new None();

    /** Whether the same bytes can be sent again; if not, nothing is retried once sending has begun. */
    boolean replayable();

    /** No content. */
    record None() implements RequestBody {
        @Override
        public boolean replayable() {
            return true;
        }
    }

    /**
     * Content in memory.
     *
     * @param content the bytes; not to be changed afterwards
     */
    record Bytes(Buffer content) implements RequestBody {
        /** The length only: content may be secret. */
        @Override
        public String toString() {
            return content.length() + " bytes";
        }

        @Override
        public boolean replayable() {
            return true;
        }
    }

    /**
     * Content pulled as the connection takes it; the socket's back-pressure is the stream's demand.
     *
     * @param source gives the stream, anew for each sending if {@code replayable}
     * @param lengthBytes the exact length, or -1 for chunked transfer
     * @param replayable whether {@code source} can be asked again
     */
    record Stream(Supplier<Multi<Buffer>> source, long lengthBytes, boolean replayable) implements RequestBody {}
}
