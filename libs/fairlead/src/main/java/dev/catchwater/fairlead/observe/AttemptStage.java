package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Passage;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says when each attempt that goes to the wire ended, and makes a span of it where the client traces. Stands behind the
 * queue, so that its times are the upstream's.
 */
public final class AttemptStage implements Stage {
    private final Passage.Maker attempts = Attempt::new;
    private final Timers timers;
    private final Duration limit;
    private final CallListener listener;
    private final @Nullable Tracing tracing;

    /**
     * A stage for attempts.
     *
     * @param limit on calls that name none of their own
     */
    public AttemptStage(Timers timers, Duration limit, CallListener listener, Optional<Tracing> tracing) {
        this.timers = timers;
        this.limit = limit;
        this.listener = listener;
        this.tracing = tracing.orElse(null);
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return Passage.uni(request, next, attempts);
    }

    private final class Attempt extends Passage {
        private final Request request;
        private final Next next;
        private @Nullable AttemptSpan span;
        private long since;
        private long headAt;
        private int status;

        Attempt(Request request, Next next) {
            this.request = request;
            this.next = next;
        }

        @Override
        protected void begin() {
            since = timers.nanos();
            if (tracing == null) {
                proceed(next.proceed(request));
                return;
            }
            AttemptSpan begun = new AttemptSpan(tracing, request);
            span = begun;
            proceed(next.proceed(begun.carriedBy(request)));
        }

        @Override
        protected void answered(Response head) {
            status = head.status();
            headAt = timers.nanos();
            if (span != null) {
                span.answered(head);
            }
        }

        @Override
        protected void ended(Outcome outcome) {
            long now = timers.nanos();
            Outcome told = cutOff(outcome)
                    ? new Outcome.Failed(new HttpFailure.TimedOut(HttpFailure.Phase.TOTAL, request.timeout(limit)))
                    : outcome;
            Duration took = Duration.ofNanos(now - since);
            if (span != null) {
                span.ended(told, took);
            }
            Duration head = status == 0 ? took : Duration.ofNanos(headAt - since);
            listener.on(new CallEvent.Exchanged(request.get(CallListener.CALL), request, status, told, head, took));
        }

        /** A deadline ends the call, and from there on it looks like a caller who lost interest. */
        private boolean cutOff(Outcome outcome) {
            return outcome instanceof Outcome.Cancelled
                    && !request.remaining(timers).isPositive();
        }
    }
}
