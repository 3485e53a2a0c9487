package dev.catchwater.fairlead.redis.limits;

import java.time.Duration;

/**
 * What leases are like. All who share limits use the same terms.
 *
 * @param maxTokens of a lease; the limit's burst bounds it too, and should be larger
 * @param validFor how long after they were there tokens may be spent; longer than Redis may take to answer
 * @param reserve how far ahead tokens are promised: an answer waits that long at most until its tokens are there. Where
 *     it is shorter than a lease for each node takes to fill, nodes at their limit ask more than once for a lease
 * @param away how long a node that had no answer keeps to its share
 * @param maxSkew how far a caller's time may be from Redis' own; beyond it Redis' time is used. Zero: Redis' time alone
 *     counts. Long only where all callers have one clock, which is then the one that counts: in simulations
 */
public record LeaseTerms(int maxTokens, Duration validFor, Duration reserve, Duration away, Duration maxSkew) {
    /** Up to 16 tokens, spent within 300 ms, promised for up to 750 ms; a second away; the clock is Redis'. */
    public static final LeaseTerms DEFAULT =
            new LeaseTerms(16, Duration.ofMillis(300), Duration.ofMillis(750), Duration.ofSeconds(1), Duration.ZERO);

    public LeaseTerms {
        if (maxTokens < 1
                || !validFor.isPositive()
                || reserve.isNegative()
                || !away.isPositive()
                || maxSkew.isNegative()) {
            throw new IllegalArgumentException("a lease has tokens and a time to spend them, and no time is negative");
        }
    }

    public LeaseTerms withMaxTokens(int most) {
        return new LeaseTerms(most, validFor, reserve, away, maxSkew);
    }

    public LeaseTerms withMaxSkew(Duration most) {
        return new LeaseTerms(maxTokens, validFor, reserve, away, most);
    }
}
