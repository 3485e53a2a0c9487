package dev.catchwater.prices.event;

import dev.catchwater.live.log.EventLog;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** The log of what happened, and its trimming. */
public interface EventBook extends EventLog<Event> {

    /** Drops up to {@code limit} events from before then; listeners that far behind are told to start over. How many. */
    Uni<Integer> trim(Instant before, int limit);
}
