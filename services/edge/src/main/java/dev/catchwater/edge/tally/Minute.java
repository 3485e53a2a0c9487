package dev.catchwater.edge.tally;

import org.HdrHistogram.Histogram;

/** What was measured in the last minute, as six parts of ten seconds of which the oldest is forgotten. Not thread-safe. */
final class Minute {
    /** Longer than this counts as this: a minute and a bit, in microseconds. */
    static final long MOST = 67_108_863;

    private static final int PARTS = 6;
    private static final int SECONDS = 10;

    private final Histogram[] parts = new Histogram[PARTS];
    private int seconds;

    Minute() {
        for (int i = 0; i < PARTS; i++) {
            parts[i] = empty();
        }
    }

    /** Two digits of a time up to a minute. */
    static Histogram empty() {
        return new Histogram(MOST, 2);
    }

    /** Adds a second. */
    void add(Histogram second) {
        int at = seconds / SECONDS % PARTS;
        if (seconds % SECONDS == 0) {
            parts[at].reset();
        }
        parts[at].add(second);
        seconds++;
    }

    Latency latency() {
        Histogram all = empty();
        for (Histogram part : parts) {
            all.add(part);
        }
        return Latency.of(all);
    }
}
