package dev.catchwater.prices.event;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Forgets what is of long ago. */
public interface Retention {

    /** Drops the oldest month of points if it ended before then; false if there is none such. What held at its end is kept. */
    Uni<Boolean> forgetMonth(Instant before);

    /** Forgets up to {@code limit} alerts that were told before then. How many. */
    Uni<Integer> forgetAlerts(Instant before, int limit);

    /**
     * Forgets up to {@code limit} reviews that were decided before then, or proposed before then if nobody ever decided: what
     * only looks like something else stays apart, which is what it was. A contradiction that is open is kept. How many.
     */
    Uni<Integer> forgetReviews(Instant before, int limit);
}
