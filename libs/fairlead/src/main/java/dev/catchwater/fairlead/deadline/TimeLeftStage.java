package dev.catchwater.fairlead.deadline;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Just before the wire: begins no attempt that has no time left, and tells the upstream how much there is. */
public final class TimeLeftStage implements Stage {
    private final Duration limit;
    private final Propagation propagation;
    private final Timers timers;

    /**
     * A stage for attempts.
     *
     * @param limit for requests that name none of their own, as in {@link DeadlineStage}
     */
    public TimeLeftStage(Duration limit, Propagation propagation, Timers timers) {
        this.limit = limit;
        this.propagation = propagation;
        this.timers = timers;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        if (request.isUnlimited()) {
            return next.proceed(request);
        }
        long left = request.remainingNanos(timers);
        if (left <= 0) {
            return Uni.createFrom()
                    .failure(new HttpFailure.TimedOut(HttpFailure.Phase.TOTAL, request.timeout(limit)).asException());
        }
        return next.proceed(
                propagation.isOff()
                        ? request
                        : request.withHeader(propagation.header(), propagation.value(request.remaining(timers))));
    }
}
