package dev.catchwater.live;

/** What happened in a hub, for whoever counts; told on the thread where it happened, so do not block. */
public sealed interface LiveSignal {
    /** An event went out to this many listeners at most, before their filters. */
    record Published(String id, int listeners) implements LiveSignal {}

    /** An event was refused, because its id does not follow the last one's. */
    record OutOfOrder(String id, String last) implements LiveSignal {}

    record Joined(int listeners) implements LiveSignal {}

    record Left(Reason reason, int listeners) implements LiveSignal {}

    /** A listener was turned away: there are as many as there may be. */
    record Refused(int listeners) implements LiveSignal {}

    /** A listener has caught up. */
    record Replayed(int events) implements LiveSignal {}

    /** A listener was told to start afresh. */
    record Reset(String lastEventId) implements LiveSignal {}

    /** An event fell into a slow listener's gap. */
    record Coalesced(String id) implements LiveSignal {}

    /** Why a listener left. */
    enum Reason {
        /** The other side closed or the connection broke. */
        GONE,
        /** It took nothing for two heartbeats. */
        STALLED,
        /** Its replay failed or fell silent for two heartbeats. */
        REPLAY_FAILED,
        /** Its filter failed. */
        FILTER_FAILED,
        /** Its key or session has ended. */
        UNAUTHORIZED,
        /** The hub was closed. */
        CLOSED
    }
}
