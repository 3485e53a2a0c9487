package dev.catchwater.prices.event;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** The log of what happened. */
public interface EventLog {

    /** What was committed after a position, in order. */
    Uni<Events> after(Position position, int limit);

    /** Before everything that is still to come. */
    Uni<Position> now();

    /** The last position that was trimmed: nobody can go on from before it. */
    Uni<Position> floor();

    /** Drops up to {@code limit} events from before then. */
    Uni<Void> trim(Instant before, int limit);

    /**
     * Some of it.
     *
     * @param upTo where it ends
     * @param more whether more is there already
     */
    record Events(List<Event> events, Position upTo, boolean more) {
        public Events {
            events = List.copyOf(events);
        }
    }
}
