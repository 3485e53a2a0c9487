package dev.catchwater.fairlead.admission;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Timers;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** An entrant's spot in the queue: what it needs only if it has to wait. */
final class Spot extends Waiter {
    private final Entrant entrant;
    private final Executor executor;
    Timers.@Nullable Timer timer;

    Spot(Entrant entrant, Request request, Executor executor, long givesUpAt) {
        super(request.get(Priority.CLASS), entrant.charges, bytes(request.body()), givesUpAt);
        this.entrant = entrant;
        this.executor = executor;
    }

    /** Content in memory. A stream is pulled, and not before it is sent. */
    private static long bytes(RequestBody body) {
        return body instanceof RequestBody.Bytes(var content) ? content.length() : 0;
    }

    @Override
    void granted() {
        entrant.place = Entrant.Place.HELD;
    }

    @Override
    void moved() {
        executor.execute(this::goOn);
    }

    void goOn() {
        stopTimer();
        HttpFailure shed = whyShed();
        if (shed == null) {
            entrant.admitted();
        } else {
            entrant.turnAway(shed);
        }
    }

    void stopTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
