package dev.catchwater.edge;

/**
 * What became of one request of the data plane, told when its response has ended.
 *
 * @param route the name of the route; empty where none was found
 * @param method as the client sent it
 * @param host the authority that was asked for, in lower case; may be empty
 * @param path without the query, which may hold secrets
 * @param status of the response; 499 where the client left before its head
 * @param cacheStatus this node's member of Cache-Status (RFC 9211); empty where nothing was looked up
 * @param bytes of content that were handed to the connection
 * @param nanos from the whole request head to the end of the response
 * @param originNanos how much of that passed until the origin's head came; 0 where the origin was not asked
 */
public record Served(
        String route,
        String method,
        String host,
        String path,
        int status,
        How how,
        String cacheStatus,
        long bytes,
        long nanos,
        long originNanos) {

    /** Who answered. */
    public enum How {
        /** The store, with something fresh. */
        HIT,
        /** The store, with something stale that may be used. */
        STALE,
        /** The origin. */
        MISS,
        /** The store, after the origin had confirmed what it holds. */
        REVALIDATED,
        /** The origin, asked for another request that was equal. */
        COLLAPSED,
        /** The origin, past the store. */
        PASS,
        /** This node: the request is ambiguous, too large, or for nobody it knows. */
        REFUSED,
        /** This node: the origin could not be reached, or the client left. */
        FAILED
    }

    /** Hears of every response. Called on event loops: quick, and never throws. */
    @FunctionalInterface
    public interface Listener {

        /** Nobody listens. */
        Listener NONE = served -> {};

        void on(Served served);
    }
}
