package dev.catchwater.edge.store;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Content on its way into the pool, up to a bound; what goes beyond it, or finds no room in the machine, is counted and dropped. For
 * one thread at a time.
 */
final class SlabWriter {
    private static final int FIRST_GUESS = 2 * 1024;

    private final long most;
    private final List<ByteBuf> pieces = new ArrayList<>();
    private long length;
    private boolean full;

    SlabWriter(long most) {
        this.most = most;
    }

    @SuppressWarnings("deprecation") // the one way to its bytes without a copy
    void add(Buffer chunk) {
        length += chunk.length();
        if (fits()) {
            try {
                copy(chunk.getByteBuf());
            } catch (OutOfMemoryError noRoom) { // outside the heap: it costs the entry, not the answer
                full = true;
            }
        }
        if (!fits()) {
            free();
        }
    }

    private void copy(ByteBuf from) {
        while (from.isReadable()) {
            ByteBuf open = open(from.readableBytes());
            int some = Math.min(from.readableBytes(), Memory.PIECE - open.writerIndex());
            open.ensureWritable(some).writeBytes(from, some);
        }
    }

    private ByteBuf open(int coming) {
        if (pieces.isEmpty() || pieces.getLast().writerIndex() == Memory.PIECE) {
            pieces.add(Memory.allocate(Math.min(Memory.PIECE, Math.max(coming, FIRST_GUESS))));
        }
        return pieces.getLast();
    }

    boolean fits() {
        return !full && length <= most;
    }

    long length() {
        return length;
    }

    /** All that came, if it fits; who takes it frees it. */
    SlabContent taken() {
        if (!pieces.isEmpty()) {
            trim(pieces.getLast());
        }
        SlabContent content = new SlabContent(pieces, length);
        pieces.clear();
        return content;
    }

    private static void trim(ByteBuf last) {
        try {
            last.capacity(last.writerIndex());
        } catch (OutOfMemoryError noRoom) {
            // a shorter one would have to be found first: it stays as long as it is
        }
    }

    void free() {
        pieces.forEach(ByteBuf::release);
        pieces.clear();
    }
}
