package dev.catchwater.fairlead.breaker;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Passage;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.RetryAfter;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.verdict.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Refuses attempts at an origin that has failed too often, until a probe has found it well again. An attempt ends with
 * its body: one that breaks is a failure. Who is cancelled gives its leave back and says nothing, unless its own
 * deadline ended it while the origin kept it waiting.
 */
public final class BreakerStage implements Stage {
    private final Passage.Maker attempts = Attempt::new;
    private final Circuits circuits;
    private final BreakerPolicy policy;
    private final Timers timers;
    private final CallListener listener;

    public BreakerStage(Circuits circuits, Timers timers, CallListener listener) {
        this.circuits = circuits;
        this.policy = circuits.policy();
        this.timers = timers;
        this.listener = listener;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return Passage.uni(request, next, attempts);
    }

    private final class Attempt extends Passage implements Circuit.Observer, Circuits.Observer, Consumer<Request> {
        private final Request request;
        private final Next next;
        private final String origin;
        private @Nullable Circuit circuit;
        private @Nullable Permit permit;
        private @Nullable Endpoint endpoint;
        private boolean departed;
        private long departedAt;
        private boolean slow;
        private long since;

        Attempt(Request request, Next next) {
            this.request = request;
            this.next = next;
            this.origin = request.origin();
        }

        @Override
        protected void begin() {
            circuit = circuits.of(origin, this);
            switch (circuit == null ? null : circuit.enter(this)) {
                case null -> proceed(next.proceed(request));
                case Permit given -> {
                    permit = given;
                    proceed(next.proceed(request.onDeparture(this)));
                }
                case Entry.Refusal(var retryAt) -> {
                    HttpFailure open = new HttpFailure.CircuitOpen(origin, retryAt);
                    listener.on(new CallEvent.TurnedAway(request.get(CallListener.CALL), open));
                    fail(open);
                }
            }
        }

        /** From here on it is the origin that keeps the attempt waiting, and no longer a queue of ours. */
        @Override
        public void accept(Request sent) {
            departed = true;
            departedAt = timers.nanos();
            since = departedAt;
            endpoint = sent.endpoint().orElse(null);
            if (endpoint != null && permit != null && permit.phase() instanceof Phase.Closed closed) {
                closed.losses.departed(endpoint, departedAt);
            }
        }

        @Override
        protected void answered(Response head) {
            long now = timers.nanos();
            Verdict verdict = policy.statuses().apply(head.status());
            slow = departed && policy.trip().isSlow(now - since);
            since = now;
            if (verdict != Verdict.SUCCESS) {
                // Whatever becomes of its body: a caller may leave that unread for long.
                settle(verdict, RetryAfter.of(head.headers(), timers.instant()).orElse(Duration.ZERO));
            } else if (permit != null) {
                permit.answered();
            }
        }

        @Override
        protected void ended(Outcome outcome) {
            if (permit != null) {
                settle(permit.isAnswered() ? ofBody(outcome) : ofHead(outcome), Duration.ZERO);
            }
        }

        private Verdict ofHead(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Failed(var failure) -> judged(failure);
                case Outcome.Cancelled cancelled ->
                    departed && !request.remaining(timers).isPositive() ? Verdict.FAILURE : Verdict.NEUTRAL;
                case Outcome.Completed completed -> Verdict.SUCCESS;
            };
        }

        private Verdict ofBody(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Completed completed -> Verdict.SUCCESS;
                case Outcome.Cancelled cancelled -> Verdict.NEUTRAL;
                case Outcome.Failed(var failure) ->
                    timers.nanos() - since >= policy.patience().toNanos() ? Verdict.NEUTRAL : judged(failure);
            };
        }

        private Verdict judged(HttpFailure failure) {
            Verdict verdict = policy.failures().apply(failure);
            return verdict == Verdict.FAILURE && isOldNews(failure) ? Verdict.NEUTRAL : verdict;
        }

        /** All that is in flight at an endpoint fails with it: that is one failure of its origin, which has others. */
        private boolean isOldNews(HttpFailure failure) {
            boolean lost = failure instanceof HttpFailure.Disconnected || failure instanceof HttpFailure.Refused;
            return lost
                    && endpoint != null
                    && permit != null
                    && permit.phase() instanceof Phase.Closed closed
                    && !closed.losses.isNews(endpoint, departedAt, timers.nanos());
        }

        private void settle(Verdict verdict, Duration asked) {
            if (circuit != null && permit != null) {
                Permit mine = permit;
                permit = null;
                if (verdict == Verdict.SUCCESS && endpoint != null && mine.phase() instanceof Phase.Closed closed) {
                    closed.losses.succeeded(endpoint, departedAt);
                }
                circuit.settle(mine, verdict, slow, asked, this);
            }
        }

        @Override
        public void changed(CircuitState from, CircuitState to) {
            changed(origin, from, to);
        }

        @Override
        public void changed(String whose, CircuitState from, CircuitState to) {
            listener.on(new CallEvent.CircuitChanged(request.get(CallListener.CALL), whose, from, to));
        }
    }
}
