package dev.catchwater.fairlead.breaker;

import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.verdict.Verdict;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The circuit of one origin: closed until failures open it, open for a while, then half-open until its probes have
 * succeeded or one has failed. Attempts and successes of a closed circuit take no lock; the rest does.
 */
final class Circuit {
    /** Hears of changes, in order; called under the circuit's lock. */
    @FunctionalInterface
    interface Observer {
        void changed(CircuitState from, CircuitState to);
    }

    private final BreakerPolicy policy;
    private final Timers timers;
    private final RandomGenerator random;
    private volatile Phase phase;
    private volatile long lastUsed;
    private int openings;
    private boolean retired;

    Circuit(BreakerPolicy policy, Timers timers, RandomGenerator random) {
        this.policy = policy;
        this.timers = timers;
        this.random = random;
        phase = new Phase.Closed(policy.trip().window());
        lastUsed = timers.nanos();
    }

    Phase phase() {
        return phase;
    }

    long lastUsed() {
        return lastUsed;
    }

    /** Asks for leave. */
    Entry enter(Observer observer) {
        long now = timers.nanos();
        lastUsed = now;
        return phase instanceof Phase.Closed closed ? new Permit(closed, now) : probe(now, observer);
    }

    private synchronized Entry probe(long now, Observer observer) {
        if (phase instanceof Phase.Open open && open.isOver(now)) {
            change(new Phase.HalfOpen(), observer);
        } else if (phase instanceof Phase.HalfOpen half) {
            half.release(now, policy.patience());
            closeIfProven(half, observer);
        }
        return switch (phase) {
            case Phase.Closed closed -> new Permit(closed, now);
            case Phase.Open open -> new Entry.Refusal(open.retryAt());
            case Phase.HalfOpen half -> {
                if (half.out.size() + half.succeeded >= policy.probes()) {
                    yield new Entry.Refusal(timers.instant());
                }
                Permit permit = new Permit(half, now);
                half.out.add(permit);
                yield permit;
            }
        };
    }

    /**
     * Tells how an attempt fared; once for each permit.
     *
     * @param slow whether its answer took too long
     * @param asked its Retry-After, zero if there was none
     */
    void settle(Permit permit, Verdict verdict, boolean slow, Duration asked, Observer observer) {
        switch (permit.phase()) {
            case Phase.Closed closed -> counted(closed, verdict, slow, asked, observer);
            case Phase.HalfOpen half -> probed(half, permit, verdict, slow, asked, observer);
            case Phase.Open open -> throw new IllegalStateException("an open circuit gives no permits");
        }
    }

    private void counted(Phase.Closed closed, Verdict verdict, boolean slow, Duration asked, Observer observer) {
        if (verdict == Verdict.NEUTRAL) {
            return;
        }
        long now = timers.nanos();
        closed.window.add(now, verdict == Verdict.FAILURE, slow);
        if (verdict == Verdict.SUCCESS) {
            closed.succeeded();
        }
        if (verdict == Verdict.FAILURE || slow) {
            tripIfDue(closed, verdict, now, asked, observer);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a phase is itself, and no other is the same
    private synchronized void tripIfDue(
            Phase.Closed closed, Verdict verdict, long now, Duration asked, Observer observer) {
        if (verdict == Verdict.FAILURE) {
            closed.failed(now, policy.trip().window());
        }
        if (phase == closed && !retired && closed.trips(policy.trip(), now)) {
            open(asked, observer);
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private synchronized void probed(
            Phase.HalfOpen half, Permit permit, Verdict verdict, boolean slow, Duration asked, Observer observer) {
        boolean held = half.out.remove(permit);
        if (phase != half) {
            return;
        }
        if (verdict == Verdict.FAILURE || slow) {
            open(asked, observer);
            return;
        }
        // A caller that gave up an answer it did not care to read has still been answered.
        if (held && (verdict == Verdict.SUCCESS || permit.isAnswered())) {
            half.succeeded++;
            closeIfProven(half, observer);
        }
    }

    private void closeIfProven(Phase.HalfOpen half, Observer observer) {
        if (half.succeeded >= policy.probes()) {
            openings = 0;
            change(new Phase.Closed(policy.trip().window()), observer);
        }
    }

    private void open(Duration asked, Observer observer) {
        openings++;
        Duration pause = policy.pause().after(openings, asked, random);
        change(new Phase.Open(timers.nanos() + pause.toNanos(), timers.instant().plus(pause)), observer);
    }

    private void change(Phase to, Observer observer) {
        CircuitState from = phase.state();
        phase = to;
        observer.changed(from, to.state());
    }

    /** Gives the circuit up unless it is open or probing; one that is given up never opens again. */
    synchronized boolean retire(long now, Observer observer) {
        boolean busy = switch (phase) {
            case Phase.Closed closed -> false;
            case Phase.Open open -> !open.isOver(now);
            case Phase.HalfOpen half -> !half.out.isEmpty();
        };
        if (!busy) {
            retired = true;
            if (!(phase instanceof Phase.Closed)) {
                change(new Phase.Closed(policy.trip().window()), observer);
            }
        }
        return !busy;
    }
}
