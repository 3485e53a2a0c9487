package dev.catchwater.fairlead.breaker;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.verdict.Verdict;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * When an origin is no longer asked, and when it is again.
 *
 * @param enabled whether there are circuits at all
 * @param trip what opens a circuit
 * @param pause how long it stays open
 * @param probes how many attempts a half-open circuit lets through, and how many must succeed to close it, 1 to 100
 * @param patience a body that has flowed for so long says nothing more about its origin; a probe that has taken so long
 *     makes room for another
 * @param statuses what an answer says, {@link Verdict#ofStatus} to begin with; only a success waits for its body
 * @param failures what a failure says, {@link Verdict#ofFailure} to begin with
 * @param maxOrigins how many origins have circuits; beyond it the one unused for longest goes, but never one that is
 *     open or probing: if all are, further origins are asked without a circuit
 */
public record BreakerPolicy(
        boolean enabled,
        Trip trip,
        Pause pause,
        int probes,
        Duration patience,
        IntFunction<Verdict> statuses,
        Function<HttpFailure, Verdict> failures,
        int maxOrigins) {
    /** One probe, 30 s of patience, 1,024 origins. */
    public static final BreakerPolicy DEFAULT = new BreakerPolicy(
            true, Trip.DEFAULT, Pause.DEFAULT, 1, Duration.ofSeconds(30), Verdict::ofStatus, Verdict::ofFailure, 1_024);

    /** No circuits. */
    public static final BreakerPolicy OFF = new BreakerPolicy(
            false,
            Trip.DEFAULT,
            Pause.DEFAULT,
            1,
            Duration.ofSeconds(30),
            Verdict::ofStatus,
            Verdict::ofFailure,
            1_024);

    public BreakerPolicy {
        if (probes < 1 || probes > 100 || patience.isNegative() || patience.isZero() || maxOrigins < 1) {
            throw new IllegalArgumentException("a breaker needs 1 to 100 probes, patience and at least one origin");
        }
    }

    /** This policy with other rules to open. */
    public BreakerPolicy withTrip(Trip other) {
        return new BreakerPolicy(enabled, other, pause, probes, patience, statuses, failures, maxOrigins);
    }

    /** This policy with other times to stay open. */
    public BreakerPolicy withPause(Pause other) {
        return new BreakerPolicy(enabled, trip, other, probes, patience, statuses, failures, maxOrigins);
    }

    /** This policy with another number of probes. */
    public BreakerPolicy withProbes(int number) {
        return new BreakerPolicy(enabled, trip, pause, number, patience, statuses, failures, maxOrigins);
    }

    /** This policy with other verdicts on answers. */
    public BreakerPolicy withStatuses(IntFunction<Verdict> others) {
        return new BreakerPolicy(enabled, trip, pause, probes, patience, others, failures, maxOrigins);
    }

    /** This policy with other verdicts on failures. */
    public BreakerPolicy withFailures(Function<HttpFailure, Verdict> others) {
        return new BreakerPolicy(enabled, trip, pause, probes, patience, statuses, others, maxOrigins);
    }

    /** This policy for another number of origins. */
    public BreakerPolicy withMaxOrigins(int number) {
        return new BreakerPolicy(enabled, trip, pause, probes, patience, statuses, failures, number);
    }
}
