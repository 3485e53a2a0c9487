package dev.catchwater.edge.rate;

/** Counts a route's requests by client. Thread-safe, never waits for long: event loops ask it for each request, hits included. */
@FunctionalInterface
public interface Rates {
    /** Any number. */
    Rates UNLIMITED = (client, now) -> 0;

    /**
     * Takes a token of the client's, if it has one. To be asked once a request, before anything is answered.
     *
     * @param client the address that the request comes from: 4 bytes, or 16 of which the first 8 count; all others are one
     * @param now nanoseconds of a clock that only goes forward
     * @return 0: go on; else nanoseconds until there may be a token: nothing was taken
     */
    long waitFor(byte[] client, long now);
}
