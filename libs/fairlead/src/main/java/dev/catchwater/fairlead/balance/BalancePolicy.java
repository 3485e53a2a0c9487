package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.verdict.Verdict;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * How requests are spread over the endpoints of an origin.
 *
 * @param picking which of those that may be asked is
 * @param ejection when one is left alone for its answers
 * @param slowStart how one that is new or back is led in
 * @param panic if less than this share of the endpoints is available, all are asked again, ejected and unhealthy ones
 *     too: then it is more likely that the judgement is wrong, or that the few would break; 0 to 1
 * @param zone whose endpoints are asked first, as long as enough of them are available; empty: no matter
 * @param check the health check, where there is one
 * @param statuses what an answer says about its endpoint, {@link Verdict#ofStatus} to begin with
 * @param failures what a failure says, {@link Verdict#ofFailure} to begin with
 */
public record BalancePolicy(
        Picking picking,
        Ejection ejection,
        SlowStart slowStart,
        double panic,
        String zone,
        Optional<HealthCheck> check,
        IntFunction<Verdict> statuses,
        Function<HttpFailure, Verdict> failures) {
    /** Peak EWMA, ejection and slow start as they are by default, panic under a half, no health checks. */
    public static final BalancePolicy DEFAULT = new BalancePolicy(
            Picking.peakEwma(),
            Ejection.DEFAULT,
            SlowStart.DEFAULT,
            0.5,
            "",
            Optional.empty(),
            Verdict::ofStatus,
            Verdict::ofFailure);

    public BalancePolicy {
        if (!(panic >= 0 && panic <= 1)) {
            throw new IllegalArgumentException("the panic threshold is a share");
        }
    }

    public BalancePolicy withPicking(Picking other) {
        return new BalancePolicy(other, ejection, slowStart, panic, zone, check, statuses, failures);
    }

    public BalancePolicy withEjection(Ejection other) {
        return new BalancePolicy(picking, other, slowStart, panic, zone, check, statuses, failures);
    }

    public BalancePolicy withSlowStart(SlowStart other) {
        return new BalancePolicy(picking, ejection, other, panic, zone, check, statuses, failures);
    }

    /** Another panic threshold; 0: never. */
    public BalancePolicy withPanic(double share) {
        return new BalancePolicy(picking, ejection, slowStart, share, zone, check, statuses, failures);
    }

    /** Endpoints of this zone first. */
    public BalancePolicy preferring(String other) {
        return new BalancePolicy(picking, ejection, slowStart, panic, other, check, statuses, failures);
    }

    public BalancePolicy withCheck(HealthCheck other) {
        return new BalancePolicy(picking, ejection, slowStart, panic, zone, Optional.of(other), statuses, failures);
    }

    /** Other verdicts on answers and failures. */
    public BalancePolicy withVerdicts(IntFunction<Verdict> answers, Function<HttpFailure, Verdict> breaks) {
        return new BalancePolicy(picking, ejection, slowStart, panic, zone, check, answers, breaks);
    }
}
