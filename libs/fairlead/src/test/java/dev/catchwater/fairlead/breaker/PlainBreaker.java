package dev.catchwater.fairlead.breaker;

import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The breaker as a page of rules: lists instead of rings, one thread, epochs by number. The oracle of the model test. */
final class PlainBreaker {
    static final class Call {
        int epoch;
        long taken;
        long departed = -1;
        long headAt;
        boolean answered;
        boolean slow;
        boolean settled;
    }

    private record Result(long slice, boolean failed, boolean slow) {}

    private final BreakerPolicy policy;
    private final List<Result> results = new ArrayList<>();
    private final Set<Call> probes = new HashSet<>();
    CircuitState state = CircuitState.CLOSED;
    int openings;
    long until;
    private int epoch;
    private int proven;
    private int inARow;
    private long lastFailure;

    PlainBreaker(BreakerPolicy policy) {
        this.policy = policy;
    }

    /** Whether the call is let through. */
    boolean enter(Call call, long now) {
        if (state == CircuitState.OPEN && now >= until) {
            become(CircuitState.HALF_OPEN);
        } else if (state == CircuitState.HALF_OPEN) {
            for (Call probe : List.copyOf(probes)) {
                if (now - probe.taken >= policy.patience().toNanos()) {
                    probes.remove(probe);
                    proven += probe.answered ? 1 : 0;
                }
            }
            closeIfProven();
        }
        call.epoch = epoch;
        call.taken = now;
        return switch (state) {
            case CLOSED -> true;
            case OPEN -> false;
            case HALF_OPEN -> probes.size() + proven < policy.probes() && probes.add(call);
        };
    }

    /** Whether the circuit has opened for it. */
    boolean settle(Call call, Verdict verdict, long now) {
        boolean late = call.settled || call.epoch != epoch;
        call.settled = true;
        if (late) {
            return false;
        }
        return state == CircuitState.CLOSED ? count(call, verdict, now) : probe(call, verdict);
    }

    private boolean count(Call call, Verdict verdict, long now) {
        if (verdict == Verdict.NEUTRAL) {
            return false;
        }
        boolean failed = verdict == Verdict.FAILURE;
        long slice = Math.floorDiv(now, policy.trip().window().toNanos() / 10);
        results.add(new Result(slice, failed, call.slow));
        if (failed) {
            boolean another =
                    inARow > 0 && now - lastFailure <= policy.trip().window().toNanos();
            inARow = another ? inARow + 1 : 1;
            lastFailure = now;
        } else {
            inARow = 0;
        }
        return (failed || call.slow) && trips(slice) && open();
    }

    private boolean trips(long slice) {
        List<Result> recent = results.stream().filter(r -> r.slice > slice - 10).toList();
        long failures = recent.stream().filter(Result::failed).count();
        long slow = recent.stream().filter(Result::slow).count();
        Trip trip = policy.trip();
        boolean judged = recent.size() >= trip.minimumCalls();
        return inARow >= trip.inARow()
                || (judged && failures >= trip.failureRate() * recent.size())
                || (judged && !trip.slow().isZero() && slow >= trip.slowRate() * recent.size());
    }

    private boolean probe(Call call, Verdict verdict) {
        boolean held = probes.remove(call);
        if (verdict == Verdict.FAILURE || call.slow) {
            return open();
        }
        if (held && (verdict == Verdict.SUCCESS || call.answered)) {
            proven++;
            closeIfProven();
        }
        return false;
    }

    private void closeIfProven() {
        if (proven >= policy.probes()) {
            openings = 0;
            become(CircuitState.CLOSED);
        }
    }

    private boolean open() {
        openings++;
        become(CircuitState.OPEN);
        return true;
    }

    private void become(CircuitState next) {
        state = next;
        epoch++;
        results.clear();
        probes.clear();
        proven = 0;
        inARow = 0;
    }
}
