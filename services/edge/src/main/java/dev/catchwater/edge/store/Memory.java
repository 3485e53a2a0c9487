package dev.catchwater.edge.store;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;

/** Memory outside the heap, for content alone: nobody else's buffers wear holes into it. */
final class Memory {
    /** The longest run; longer content has several. */
    static final int PIECE = 256 * 1024;

    /** Of the heads of what is stored, in bytes: they lie on the heap, which is others', too. */
    static final long MOST_HEADS = Runtime.getRuntime().maxMemory() / 2;

    private static final int PAGE = 8 * 1024;
    private static final int CHUNK_ORDER = 9;
    private static final int SMALLEST = 16;

    // Of the whole process. Without caches of threads: what is freed by whoever evicts is there for whoever stores.
    private static final PooledByteBufAllocator POOL =
            new PooledByteBufAllocator(true, 0, 2, PAGE, CHUNK_ORDER, 0, 0, false);

    private Memory() {}

    /** What a store may have at most: the rest is for connections. */
    static long most() {
        return PlatformDependent.maxDirectMemory() / 4 * 3;
    }

    static ByteBuf allocate(int bytes) {
        return POOL.directBuffer(bytes, PIECE);
    }

    /** What a run really takes: the pool has four sizes to each power of two. */
    static int taken(int bytes) {
        if (bytes <= SMALLEST) {
            return SMALLEST;
        }
        int step = Math.max(SMALLEST, Integer.highestOneBit(bytes - 1) >> 2);
        return (bytes + step - 1) / step * step;
    }

    /** What the pool has of the machine, in bytes. */
    static long pooled() {
        return POOL.metric().usedDirectMemory();
    }
}
