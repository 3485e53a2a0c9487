package dev.catchwater.load.soak;

/**
 * What is held at a moment.
 *
 * @param heap bytes in use after a collection
 * @param direct bytes outside the heap
 * @param open connections, as the origins see them
 */
record Sample(long second, long calls, long heap, long direct, int open, int inFlight, int queued) {
    @Override
    public String toString() {
        return second + "," + calls + "," + heap + "," + direct + "," + open + "," + inFlight + "," + queued;
    }
}
