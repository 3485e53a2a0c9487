package dev.catchwater.fairlead.admission;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Passage;
import dev.catchwater.fairlead.rate.Charges;
import org.jspecify.annotations.Nullable;

/** A passage through admission. What it has is guarded by the {@link Door}. */
abstract class Entrant extends Passage {
    enum Place {
        NONE,
        QUEUED,
        HELD,
        /** Given back, and nothing may be had any more. */
        OVER
    }

    Place place = Place.NONE;
    Charges charges = Charges.NONE;
    /** Its tokens are spent: it goes on to be sent. */
    boolean sent;

    @Nullable
    Spot spot;

    /** From the queue: goes on. */
    abstract void admitted();

    abstract void turnAway(HttpFailure failure);
}
