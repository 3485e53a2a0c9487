package dev.catchwater.live.log;

import io.smallrye.mutiny.Uni;

/**
 * A log of events, read in the order of commits. An event must not be seen before every transaction that might still put
 * something below it has ended.
 */
public interface EventLog<E extends Logged> {

    /** Events after a position, oldest first, at most {@code limit}, up to the oldest transaction still running. */
    Uni<Stretch<E>> after(Position position, int limit);

    /** The position from which only what is still to come will be read. */
    Uni<Position> now();

    /** The oldest position that can be continued from; what lay before it has been trimmed. */
    Uni<Position> floor();
}
