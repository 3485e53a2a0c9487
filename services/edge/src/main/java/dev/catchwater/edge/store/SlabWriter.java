package dev.catchwater.edge.store;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Content on its way into the pool, up to a bound; what goes beyond it is counted and dropped. For one thread at a time. */
final class SlabWriter {
    private static final int FIRST_GUESS = 2 * 1024;

    private final long most;
    private final List<ByteBuf> pieces = new ArrayList<>();
    private long length;

    SlabWriter(long most) {
        this.most = most;
    }

    @SuppressWarnings("deprecation") // the one way to its bytes without a copy
    void add(Buffer chunk) {
        length += chunk.length();
        if (!fits()) {
            free();
            return;
        }
        ByteBuf from = chunk.getByteBuf();
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
        return length <= most;
    }

    long length() {
        return length;
    }

    /** All that came, if it fits; who takes it frees it. */
    SlabContent taken() {
        if (!pieces.isEmpty()) {
            ByteBuf last = pieces.getLast();
            last.capacity(last.writerIndex());
        }
        SlabContent content = new SlabContent(pieces, length);
        pieces.clear();
        return content;
    }

    void free() {
        pieces.forEach(ByteBuf::release);
        pieces.clear();
    }
}
