package dev.catchwater.fairlead.retry;

import java.time.Duration;
import java.util.Set;

/**
 * When a failed attempt is made again. Only requests that can be sent twice are: idempotent methods (RFC 9110 §9.2.2)
 * and those with an {@code Idempotency-Key}, with a body that can be sent again.
 *
 * @param maxAttempts attempts in all, the first included, up to 100; 1 never retries
 * @param baseDelay the upper end of the first random delay; doubled each time
 * @param maxDelay no delay of our own is longer
 * @param maxRetryAfter a longer Retry-After is not waited for: the answer goes to the caller
 * @param statuses answers that are worth another attempt
 */
public record RetryPolicy(
        int maxAttempts, Duration baseDelay, Duration maxDelay, Duration maxRetryAfter, Set<Integer> statuses) {

    /** Three attempts, delays up to 100 ms, 200 ms; Retry-After up to 10 s; 429, 502, 503 and 504. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(
            3, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(10), Set.of(429, 502, 503, 504));

    /** One attempt. */
    public static final RetryPolicy NEVER =
            new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO, Set.of());

    public RetryPolicy {
        if (maxAttempts < 1
                || maxAttempts > 100
                || baseDelay.isNegative()
                || baseDelay.isZero()
                || maxDelay.compareTo(baseDelay) < 0) {
            throw new IllegalArgumentException("a retry policy needs 1 to 100 attempts and positive, ordered delays");
        }
        statuses = Set.copyOf(statuses);
    }
}
