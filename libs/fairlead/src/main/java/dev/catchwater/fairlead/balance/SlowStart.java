package dev.catchwater.fairlead.balance;

import java.time.Duration;

/**
 * The ramp of an endpoint that is new or back: its weight counts only in part for a while (Envoy's slow start). Those
 * of a source's first answer are no newer than each other and have none.
 *
 * @param window how long it takes; zero: no ramp
 * @param least the part of the weight to begin with, over 0 and up to 1
 * @param aggression the part is that of the time that has passed, to the power of 1 / aggression: 1 is linear, more is
 *     faster at first
 */
public record SlowStart(Duration window, double least, double aggression) {
    /** 30 s, linear, from a tenth on. */
    public static final SlowStart DEFAULT = new SlowStart(Duration.ofSeconds(30), 0.1, 1);

    /** No ramp. */
    public static final SlowStart NONE = new SlowStart(Duration.ZERO, 1, 1);

    public SlowStart {
        if (window.isNegative() || window.compareTo(Duration.ofHours(1)) > 0 || !(least > 0 && least <= 1)) {
            throw new IllegalArgumentException("a ramp takes an hour at most, and begins over 0");
        }
        if (!(aggression > 0 && aggression <= 10)) {
            throw new IllegalArgumentException("the aggression is over 0 and at most 10");
        }
    }

    /** The part of the weight that counts so long after an endpoint came. */
    double part(long nanosSince) {
        if (nanosSince >= window.toNanos()) {
            return 1;
        }
        return Math.max(least, Math.pow((double) nanosSince / window.toNanos(), 1 / aggression));
    }
}
