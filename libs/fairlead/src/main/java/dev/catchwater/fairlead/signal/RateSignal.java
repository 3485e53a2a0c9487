package dev.catchwater.fairlead.signal;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an answer says about a rate limit. All times are spans from the answer on, so that no clock is compared with
 * another's. What an upstream says is a claim: whoever acts on it bounds it.
 *
 * @param scope the limit's own name where it has one, else empty; for people, not for keys
 * @param quota how much a window allows, in the upstream's units
 * @param remaining how much of it is left
 * @param resetIn until the window ends; not negative
 * @param retryAfter a pause that is asked for outright; zero if the answer is a refusal that does not say how long
 */
public record RateSignal(
        String scope,
        OptionalLong quota,
        OptionalLong remaining,
        Optional<Duration> resetIn,
        Optional<Duration> retryAfter) {

    /** A refusal: nothing before this span has passed; zero where the answer does not say how long. */
    public static RateSignal pause(Duration retryAfter) {
        return new RateSignal(
                "", OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.of(retryAfter));
    }

    /** What is left of a window. */
    static RateSignal window(String scope, OptionalLong quota, OptionalLong remaining, Optional<Duration> resetIn) {
        return new RateSignal(scope, quota, remaining, resetIn, Optional.empty());
    }

    /** The same, said by a refusal. */
    RateSignal withPause(Duration asked) {
        return new RateSignal(scope, quota, remaining, resetIn, Optional.of(asked));
    }

    /** Whether nothing is left of the window. */
    public boolean isExhausted() {
        return remaining.isPresent() && remaining.getAsLong() == 0;
    }

    /** The tighter of two windows that hold at once: less left, and of two equal ones the longer. */
    RateSignal tighter(RateSignal other) {
        long mine = remaining.orElse(Long.MAX_VALUE);
        long its = other.remaining.orElse(Long.MAX_VALUE);
        if (mine != its) {
            return mine < its ? this : other;
        }
        return resetIn.orElse(Duration.ZERO).compareTo(other.resetIn.orElse(Duration.ZERO)) >= 0 ? this : other;
    }
}
