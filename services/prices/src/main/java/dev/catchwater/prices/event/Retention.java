package dev.catchwater.prices.event;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Forgets the prices of long ago. */
public interface Retention {

    /** Drops the oldest month of points if it ended before then; false if there is none such. What held at its end is kept. */
    Uni<Boolean> forgetMonth(Instant before);
}
