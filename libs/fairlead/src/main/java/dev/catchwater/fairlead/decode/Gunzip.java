package dev.catchwater.fairlead.decode;

import dev.catchwater.fairlead.HttpFailure;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes gzip (RFC 1952) piece by piece: never more than one piece of decoded content is made ahead of the reader, so
 * that a small bomb costs its reader neither memory nor time. One for each body; used from one thread at a time.
 */
final class Gunzip {
    private static final int PIECE_BYTES = 16 * 1024;
    private static final long RATIO_FROM_BYTES = 1 << 20;

    private final long maxBytes;
    private final int maxRatio;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] piece = new byte[PIECE_BYTES];
    private GzipHead head = new GzipHead();
    private GzipTail tail = new GzipTail();
    private Part part = Part.HEAD;
    private boolean anyMember;
    private long in;
    private long out;
    private volatile boolean closed;

    private enum Part {
        HEAD,
        DATA,
        TAIL
    }

    Gunzip(long maxBytes, int maxRatio) {
        this.maxBytes = maxBytes;
        this.maxRatio = maxRatio;
    }

    Multi<Buffer> decode(Multi<Buffer> coded) {
        return coded.onItem()
                .transformToMultiAndConcatenate(
                        chunk -> Multi.createFrom().iterable(() -> new Pieces(chunk.getBytes())))
                .onCompletion()
                .invoke(this::requireEnd)
                .onTermination()
                .invoke(this::close);
    }

    /** The reader may cancel on another thread in the middle of a piece; the inflater's memory is not the heap's. */
    private synchronized void close() {
        closed = true;
        inflater.end();
    }

    private synchronized int inflate() {
        try {
            return closed ? 0 : inflater.inflate(piece);
        } catch (DataFormatException e) {
            throw broken("its data are damaged");
        }
    }

    /** Holds the member's end against what came, and makes room for another; false if nobody reads any more. */
    private synchronized boolean nextMember() {
        if (closed) {
            return false;
        }
        if (!tail.matches(checksum.getValue(), inflater.getBytesWritten())) {
            throw broken("its checksum is wrong");
        }
        inflater.reset();
        return true;
    }

    private void requireEnd() {
        // No bytes at all: servers name a coding for an empty body, too.
        if (!closed && in > 0 && (part != Part.HEAD || !anyMember || head.isBegun())) {
            throw broken("it ends in the middle");
        }
    }

    private static RuntimeException broken(String why) {
        return new HttpFailure.BadBody("gzip: " + why).asException();
    }

    /** The decoded pieces of one coded chunk. */
    private final class Pieces implements Iterator<Buffer> {
        private final byte[] chunk;
        private int at;
        private boolean fed;
        private @Nullable Buffer ready;

        Pieces(byte[] chunk) {
            this.chunk = chunk;
            in += chunk.length;
        }

        @Override
        public boolean hasNext() {
            while (ready == null && advance()) {
                // Heads, tails and empty blocks give nothing to hand out.
            }
            return ready != null;
        }

        @Override
        public Buffer next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Buffer result = ready;
            ready = null;
            return Objects.requireNonNull(result);
        }

        /** Takes one step; false when the chunk is used up. */
        private boolean advance() {
            return switch (part) {
                case HEAD -> begin();
                case DATA -> advanceData();
                case TAIL -> finish();
            };
        }

        private boolean begin() {
            at = head.read(chunk, at);
            if (head.isComplete()) {
                part = Part.DATA;
                anyMember = true;
            }
            return head.isComplete();
        }

        private boolean advanceData() {
            if (closed) {
                return false;
            }
            if (!fed) {
                inflater.setInput(chunk, at, chunk.length - at);
                fed = true;
            }
            int made = inflate();
            if (made > 0) {
                checksum.update(piece, 0, made);
                count(made);
                ready = Buffer.buffer(made).appendBytes(piece, 0, made);
            }
            if (!closed && inflater.finished()) {
                at = chunk.length - inflater.getRemaining();
                part = Part.TAIL;
                return true;
            }
            return made > 0;
        }

        private boolean finish() {
            at = tail.read(chunk, at);
            if (!tail.isComplete()) {
                return false;
            }
            if (!nextMember()) {
                return false;
            }
            checksum.reset();
            head = new GzipHead();
            tail = new GzipTail();
            part = Part.HEAD;
            fed = false;
            return true;
        }

        private void count(int made) {
            out += made;
            if (out > maxBytes || (out > RATIO_FROM_BYTES && out > in * maxRatio)) {
                throw new HttpFailure.TooLarge("the decompressed answer", Math.min(maxBytes, in * maxRatio))
                        .asException();
            }
        }
    }
}
