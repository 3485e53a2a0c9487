package dev.catchwater.live;

import io.smallrye.mutiny.Multi;

/** The events of the past, from the service's store. */
@FunctionalInterface
public interface Replay<E> {
    /**
     * The events after a position, in the hub's order, at most {@code limit}. It must see every event that was published
     * before the subscription; whether it sees later ones does not matter. It may emit on any thread and should honour
     * demand.
     *
     * @return fails with {@link UnknownPosition} if events after the position may be missing, or if the position was never
     *     issued: a listener that claims a later one than the newest would otherwise hear nothing until that is reached.
     *     Any other failure ends the connection, and the listener comes back by itself
     */
    Multi<LiveEvent<E>> after(String id, int limit);

    /** For hubs whose past is nowhere: every position is unknown. */
    static <E> Replay<E> none() {
        return (id, limit) -> Multi.createFrom().failure(new UnknownPosition(id));
    }
}
