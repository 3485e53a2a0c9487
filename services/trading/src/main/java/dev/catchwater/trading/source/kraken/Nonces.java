package dev.catchwater.trading.source.kraken;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers that only grow, one source for each key: microseconds of the clock, so that a restart goes on above. */
public final class Nonces {

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    public Nonces(InstantSource clock) {
        this.clock = clock;
    }

    public long next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return last.updateAndGet(before -> Math.max(before + 1, now));
    }

    /** The exchange has seen a higher one: go on above it. */
    public void atLeast(long seen) {
        last.accumulateAndGet(seen, Math::max);
    }
}
