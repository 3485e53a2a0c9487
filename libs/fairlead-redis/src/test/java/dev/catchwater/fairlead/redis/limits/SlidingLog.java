package dev.catchwater.fairlead.redis.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The judge: when each attempt went, in nanoseconds, and how many any window held. */
final class SlidingLog {
    private final List<Long> times = new ArrayList<>();

    synchronized void add(long at) {
        times.add(at);
    }

    synchronized int size() {
        return times.size();
    }

    private synchronized long[] sorted() {
        return times.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** The most in any window, wherever it begins; its end is left out. */
    int most(Duration window) {
        long[] sorted = sorted();
        int most = 0;
        int from = 0;
        for (int to = 0; to < sorted.length; to++) {
            while (sorted[to] - sorted[from] >= window.toNanos()) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    /** How many a second from a moment to the last. */
    double rateSince(long start) {
        long[] since = LongStream.of(sorted()).filter(at -> at >= start).toArray();
        return (since.length - 1) * 1e9 / (since[since.length - 1] - since[0]);
    }

    /** All of them, a line each. */
    String lines() {
        return LongStream.of(sorted()).mapToObj(Long::toString).collect(Collectors.joining("\n"));
    }
}
