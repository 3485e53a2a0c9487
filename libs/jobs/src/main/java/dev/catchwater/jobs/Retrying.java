package dev.catchwater.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When a job that failed is tried again.
 *
 * @param pauses after the first failure, the second, …; after one failure more than there are pauses it is given up. At
 *     most 100, each from a millisecond to 30 days.
 * @param endless whether the last pause is repeated for ever instead
 */
public record Retrying(List<Duration> pauses, boolean endless) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** From a second on, doubling: twelve attempts over half an hour. */
    public static final Retrying DEFAULT = doubling(Duration.ofSeconds(1), Duration.ofHours(1), 12);

    /** Over three days, as the Standard Webhooks specification suggests. */
    public static final Retrying WEBHOOK = new Retrying(
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(14),
                    Duration.ofHours(20),
                    Duration.ofHours(24)),
            false);

    public Retrying {
        pauses = List.copyOf(pauses);
        if (pauses.size() > 100 || (endless && pauses.isEmpty())) {
            throw new IllegalArgumentException("From 0 to 100 pauses, and one at least if endless: " + pauses.size());
        }
        for (Duration pause : pauses) {
            if (pause.compareTo(SHORTEST) < 0 || pause.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("A pause is from 1 ms to 30 days: " + pause);
            }
        }
    }

    /**
     * From {@code first}, each twice the last, up to {@code longest}.
     *
     * @param attempts the first one included
     */
    public static Retrying doubling(Duration first, Duration longest, int attempts) {
        List<Duration> pauses = new ArrayList<>();
        Duration pause = first;
        for (int i = 1; i < attempts; i++) {
            pauses.add(pause.compareTo(longest) > 0 ? longest : pause);
            pause = pause.compareTo(longest) > 0 ? longest : pause.multipliedBy(2);
        }
        return new Retrying(pauses, false);
    }

    /** For work that must happen some day, however long it fails: schedules. */
    public Retrying forEver() {
        return new Retrying(pauses, true);
    }

    boolean isLast(int attempt) {
        return !endless && attempt > pauses.size();
    }

    /** The pause after an attempt that is not the last, up to a tenth longer, so that what failed together comes apart. */
    Duration pause(int attempt, RandomGenerator random) {
        Duration pause = pauses.get(Math.min(attempt, pauses.size()) - 1);
        return pause.plusMillis(random.nextLong(pause.toMillis() / 10 + 1));
    }
}
