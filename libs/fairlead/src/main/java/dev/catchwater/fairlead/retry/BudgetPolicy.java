package dev.catchwater.fairlead.retry;

import java.time.Duration;

/**
 * How many retries a client may make for the calls it makes, so that an origin in trouble is not asked several times as
 * much as a sound one (after Finagle's {@code RetryBudget}).
 *
 * @param share retries for each call of the last window, 0 to 1
 * @param window how long a call earns and a retry costs, 1 s to an hour
 * @param floorPerSecond retries a second that need no calls: a client with few calls may retry them, too
 */
public record BudgetPolicy(double share, Duration window, int floorPerSecond) {
    /** A fifth of the calls of the last 10 s, and 10 a second. */
    public static final BudgetPolicy DEFAULT = new BudgetPolicy(0.2, Duration.ofSeconds(10), 10);

    public BudgetPolicy {
        if (!(share >= 0 && share <= 1)
                || floorPerSecond < 0
                || window.compareTo(Duration.ofSeconds(1)) < 0
                || window.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "a retry budget needs a share from 0 to 1, a window from 1 s to 1 h, and no negative floor");
        }
    }
}
