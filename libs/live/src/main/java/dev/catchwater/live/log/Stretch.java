package dev.catchwater.live.log;

import java.util.List;

/**
 * A stretch of an event log, in order.
 *
 * @param upTo the position read to, also when what stood there no longer matters
 * @param more whether the limit was reached, so that reading on at once is worth while
 */
public record Stretch<E extends Logged>(List<E> events, Position upTo, boolean more) {

    public Stretch {
        events = List.copyOf(events);
    }
}
