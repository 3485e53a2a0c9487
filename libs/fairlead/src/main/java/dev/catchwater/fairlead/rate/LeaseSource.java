package dev.catchwater.fairlead.rate;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/**
 * Where processes that share a limit get their tokens: few at a time, so that most attempts need no round trip. Made to
 * be one script with one key, run where the limit is kept (GCRA: read the theoretical arrival time, compare, write).
 *
 * <p>Tokens of a lease count from when they were given, but may be spent until it ends: a limit that must hold for
 * windows is made with the window plus {@link Lease#validFor}. What a lease does not use is lost, not given back.
 */
@FunctionalInterface
public interface LeaseSource {
    /**
     * Gives all tokens that are asked for, or none. Lazy; may answer on any thread, and fails however it likes where the
     * source is away.
     */
    Uni<Lease> lease(Ask ask);

    /**
     * What is asked for.
     *
     * @param bucket names the bucket; may hold a credential, so that a source hashes it
     * @param limit the whole limit, which all who share it ask with
     * @param tokens at most the limit's burst
     * @param now the time: a source has no clock of its own, and lets a bucket's time only go forward
     */
    record Ask(String bucket, RateLimit limit, int tokens, Instant now) {
        /** Without the bucket's name. */
        @Override
        public String toString() {
            return tokens + " tokens of " + limit;
        }
    }

    /**
     * What was given.
     *
     * @param tokens as many as were asked for, or 0
     * @param validFor how long they may be spent
     * @param nextIn until as many are there again, if nobody else takes them; asking earlier is in vain
     */
    record Lease(int tokens, Duration validFor, Duration nextIn) {}
}
