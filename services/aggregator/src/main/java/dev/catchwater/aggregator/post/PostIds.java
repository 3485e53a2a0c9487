package dev.catchwater.aggregator.post;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Post ids: 41 bits of milliseconds since 2020, 10 bits of node, 12 bits of counter. Ids of one instance only grow,
 * also when the clock steps back and when more than 4096 are asked for within a millisecond (then they run ahead).
 */
public final class PostIds {

    /** Nodes are numbered from 0 to this, exclusive. */
    public static final int NODES = 1 << 10;

    private static final int NODE_BITS = 10;
    private static final int COUNTER_BITS = 12;
    private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();

    private final InstantSource clock;
    private final int node;
    private final AtomicLong last = new AtomicLong();

    public PostIds(InstantSource clock, int node) {
        if (node < 0 || node >= NODES) {
            throw new IllegalArgumentException("node must be within 0 to " + (NODES - 1));
        }
        this.clock = clock;
        this.node = node;
    }

    /** An id greater than all before. */
    public long next() {
        long now = (clock.millis() - EPOCH) << COUNTER_BITS;
        long ticket = last.updateAndGet(previous -> Math.max(previous + 1, now));
        long counter = ticket & ((1L << COUNTER_BITS) - 1);
        return (ticket >>> COUNTER_BITS) << (NODE_BITS + COUNTER_BITS) | (long) node << COUNTER_BITS | counter;
    }
}
