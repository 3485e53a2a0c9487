package dev.catchwater.fairlead.admission;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.rate.Charges;
import org.jspecify.annotations.Nullable;

/** Somebody in the queue. Its gate's lock guards it. */
abstract class Waiter {
    final Priority priority;
    final Charges charges;
    /** Of the request's body, kept in memory meanwhile. */
    final long bytes;
    /** On the gate's clock; what is known to come later need not be waited for. */
    final long givesUpAt;

    /** In the order of arrival within its class. */
    long number;

    private @Nullable HttpFailure shed;

    Waiter(Priority priority, Charges charges, long bytes, long givesUpAt) {
        this.priority = priority;
        this.charges = charges;
        this.bytes = bytes;
        this.givesUpAt = givesUpAt;
    }

    /** It has its place and its tokens. Within the lock: what follows comes later. */
    abstract void granted();

    /** It was granted or shed, and goes on where it came from. Outside the lock. */
    abstract void moved();

    void shed(HttpFailure why) {
        shed = why;
    }

    /** Why it has to go, if it has to. */
    @Nullable
    HttpFailure whyShed() {
        return shed;
    }
}
