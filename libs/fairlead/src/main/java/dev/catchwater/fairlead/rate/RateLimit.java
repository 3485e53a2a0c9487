package dev.catchwater.fairlead.rate;

import java.time.Duration;

/**
 * A limit on the rate, as the generic cell rate algorithm counts (ITU-T I.371): a bucket of {@code burst} tokens that
 * gets one more every {@code interval}.
 *
 * <p>Over any span shorter than or equal to W, the end left out, no more than {@code burst - 1 + ceil(W / interval)}
 * tokens are granted; {@link #perWindow} chooses the interval so that this is what the upstream allows.
 *
 * @param burst tokens in a full bucket, which is also the most that one request may cost; 1 to 1,000,000
 * @param interval between two tokens; the bucket fills within a year
 */
public record RateLimit(int burst, Duration interval) {
    private static final int MAX_BURST = 1_000_000;
    private static final Duration MAX_FILL = Duration.ofDays(366);

    public RateLimit {
        if (burst < 1
                || burst > MAX_BURST
                || !interval.isPositive()
                || interval.compareTo(MAX_FILL.dividedBy(burst)) > 0) {
            throw new IllegalArgumentException(
                    "a rate needs 1 to 1,000,000 tokens and an interval that fills the bucket");
        }
    }

    /** Never more than {@code count} in any window of this length; a tenth of it may come at once. */
    public static RateLimit perWindow(int count, Duration window) {
        return perWindow(count, window, Math.max(1, count / 10));
    }

    /**
     * Never more than {@code count} in any window of this length, wherever it begins. What may come at once is taken
     * from what comes steadily: {@code count - burst + 1} a window.
     */
    public static RateLimit perWindow(int count, Duration window, int burst) {
        if (burst < 1 || burst > count) {
            throw new IllegalArgumentException("the burst is 1 to the window's count");
        }
        long steady = count - burst + 1L;
        return new RateLimit(burst, Duration.ofNanos((window.toNanos() + steady - 1) / steady));
    }

    /** So many a second, evenly; a tenth of a second's tokens may come at once. */
    public static RateLimit perSecond(int count) {
        return perWindow(count, Duration.ofSeconds(1));
    }

    /**
     * An equal part, which is safe where each of {@code parts} clients keeps to its own.
     *
     * @param parts at most {@link #burst}
     */
    public RateLimit share(int parts) {
        if (parts > burst) {
            throw new IllegalArgumentException("a burst of " + burst + " has no " + parts + " parts");
        }
        return new RateLimit(burst / parts, interval.multipliedBy(parts));
    }
}
