package dev.catchwater.prices.recheck;

import java.time.Duration;

/** One look at a page: how long after the one before, and whether something had changed. */
public record Look(Duration after, boolean changed) {

    public Look {
        if (after.isNegative()) {
            throw new IllegalArgumentException("a look before the last one");
        }
    }
}
