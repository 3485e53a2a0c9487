package dev.catchwater.edge.eviction;

import java.util.random.RandomGenerator;

/** The policies that an operator can choose from. */
public enum Policy {
    /** Greedy dual size frequency: uses for each byte, and age. Most hits; the default. */
    GDSF {
        @Override
        public Eviction create(RandomGenerator dice) {
            return new Sampled(Score.GDSF, dice);
        }
    },
    /** Least recently used. */
    LRU {
        @Override
        public Eviction create(RandomGenerator dice) {
            return new Sampled(Score.LRU, dice);
        }
    },
    /** Three queues (S3-FIFO, SOSP 2023): what is used once goes soon. */
    S3_FIFO {
        @Override
        public Eviction create(RandomGenerator dice) {
            return new S3Fifo();
        }
    };

    /** A policy that knows nothing yet. */
    public abstract Eviction create(RandomGenerator dice);
}
