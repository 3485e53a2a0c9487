package dev.catchwater.fairlead.deadline;

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
import org.jspecify.annotations.Nullable;

/**
 * Ends a call that takes too long: before its head by failing the {@code Uni}, after it by failing the body. Because
 * an unread body is still a call, this is also what frees the places of callers that forget their responses.
 */
public final class DeadlineStage implements Stage {
    private final Passage.Maker watches = Watch::new;
    private final Duration limit;
    private final Timers timers;

    /**
     * A deadline stage.
     *
     * @param limit for requests that name none of their own
     */
    public DeadlineStage(Duration limit, Timers timers) {
        this.limit = limit;
        this.timers = timers;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return request.isUnlimited() ? next.proceed(request) : Passage.uni(request, next, watches);
    }

    private final class Watch extends Passage implements Runnable {
        private final Request request;
        private final Next next;
        private final Duration mine;
        private Timers.@Nullable Timer timer;

        Watch(Request request, Next next) {
            this.request = request;
            this.next = next;
            this.mine = request.timeout(limit);
        }

        @Override
        protected void begin() {
            timer = timers.after(mine, this);
            proceed(next.proceed(request.withExpiry(timers.nanos() + mine.toNanos())));
        }

        @Override
        public void run() {
            fail(new HttpFailure.TimedOut(HttpFailure.Phase.TOTAL, mine));
        }

        @Override
        protected void ended(Outcome outcome) {
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
