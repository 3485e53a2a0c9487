package dev.catchwater.fairlead.redis.tokens;

import java.time.Duration;

/**
 * How the right to ask for tokens goes round.
 *
 * @param lease one who does not renew it for so long has lost it; renewed three times as often
 * @param poll how often those who wait look
 * @param patience after which waiting is a failure
 */
public record TokenTerms(Duration lease, Duration poll, Duration patience) {
    /** Five seconds, looked at every 50 ms, for half a minute: as long as a question for a token may take. */
    public static final TokenTerms DEFAULT =
            new TokenTerms(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofSeconds(30));

    public TokenTerms {
        if (lease.toMillis() < 3 || poll.toMillis() < 1 || !patience.isPositive()) {
            throw new IllegalArgumentException("the times of a lease are milliseconds at least");
        }
    }
}
