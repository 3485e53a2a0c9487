package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Passage;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers the calls and says when each began, was answered and ended. */
public final class ObserveStage implements Stage {
    private final Passage.Maker watches = Watch::new;
    private final Timers timers;
    private final CallListener listener;
    private final AtomicLong calls;

    public ObserveStage(Timers timers, CallListener listener) {
        this(timers, listener, new AtomicLong());
    }

    /**
     * A stage of several that share their numbers.
     *
     * @param calls the number of the last call
     */
    public ObserveStage(Timers timers, CallListener listener, AtomicLong calls) {
        this.timers = timers;
        this.listener = listener;
        this.calls = calls;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return Passage.uni(request, next, watches);
    }

    private final class Watch extends Passage {
        private final Request request;
        private final Next next;
        private final long call = calls.incrementAndGet();
        private final long since = timers.nanos();
        private int status;

        Watch(Request request, Next next) {
            this.request = request.with(CallListener.CALL, call);
            this.next = next;
        }

        @Override
        protected void begin() {
            listener.on(new CallEvent.Began(call, request));
            proceed(next.proceed(request));
        }

        @Override
        protected void answered(Response head) {
            status = head.status();
            listener.on(new CallEvent.Answered(call, status, elapsed()));
        }

        @Override
        protected void ended(Outcome outcome) {
            listener.on(new CallEvent.Ended(call, request, status, outcome, elapsed()));
        }

        private Duration elapsed() {
            return Duration.ofNanos(timers.nanos() - since);
        }
    }
}
