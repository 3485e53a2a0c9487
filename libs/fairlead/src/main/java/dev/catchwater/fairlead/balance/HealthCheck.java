package dev.catchwater.fairlead.balance;

import java.time.Duration;
import java.util.function.IntPredicate;

/**
 * A request that is made to each endpoint again and again, besides the calls: not through admission, which is for
 * calls, but over the same connections and past the same address guard. What the first one says counts at once.
 *
 * @param path what is asked for by GET, from {@code /} on
 * @param interval from the end of one to the next
 * @param jitter the interval is longer or shorter by up to this share of it, 0 to 1
 * @param timeout from sending to the head of the answer
 * @param healthy successes in a row that bring an endpoint back
 * @param unhealthy failures in a row that take it out
 * @param success the statuses that are a success
 */
public record HealthCheck(
        String path,
        Duration interval,
        double jitter,
        Duration timeout,
        int healthy,
        int unhealthy,
        IntPredicate success) {
    public HealthCheck {
        if (!path.startsWith("/") || interval.toMillis() < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException("a health check needs a path from / on and positive times");
        }
        if (!(jitter >= 0 && jitter <= 1) || healthy < 1 || unhealthy < 1) {
            throw new IllegalArgumentException("jitter is a share, and thresholds are 1 at least");
        }
    }

    /** Every 10 s, a tenth more or less, for 2 s; 2xx; two successes bring back, three failures take out. */
    public static HealthCheck of(String path) {
        return new HealthCheck(
                path,
                Duration.ofSeconds(10),
                0.1,
                Duration.ofSeconds(2),
                2,
                3,
                status -> status >= 200 && status < 300);
    }

    public HealthCheck every(Duration other) {
        return new HealthCheck(path, other, jitter, timeout, healthy, unhealthy, success);
    }

    public HealthCheck withTimeout(Duration other) {
        return new HealthCheck(path, interval, jitter, other, healthy, unhealthy, success);
    }

    /** Other numbers of successes and failures in a row that count. */
    public HealthCheck withThresholds(int successes, int failures) {
        return new HealthCheck(path, interval, jitter, timeout, successes, failures, success);
    }

    /** Other statuses that are a success. */
    public HealthCheck accepting(IntPredicate statuses) {
        return new HealthCheck(path, interval, jitter, timeout, healthy, unhealthy, statuses);
    }
}
