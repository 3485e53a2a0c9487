package dev.catchwater.load.soak;

/**
 * What is left when everything should be over.
 *
 * @param unended calls that began and neither ended nor failed nor were cancelled
 * @param timers that are set in timing wheels
 * @param exchanges objects that live as long as a request is on its way or a body flows
 * @param open connections, as the origins see them, after the pool's keep-alive
 * @param buffers complaints of Netty's leak detector
 */
record Remains(long unended, int inFlight, int queued, long timers, long exchanges, int open, int buffers) {
    /**
     * Objects of last calls that threads may still refer to: none to four, after 2,000 calls and after 20,000. What
     * leaks with a call in ten thousand is over it in ten minutes.
     */
    static final int REMEMBERED = 8;

    boolean isNothing() {
        return unended == 0 && inFlight == 0 && queued == 0 && timers == 0 && exchanges <= REMEMBERED && open == 0;
    }
}
