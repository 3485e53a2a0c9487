package dev.catchwater.load;

/** A client that makes the same call again and again; what its API lets be built once, is. */
public interface Peer extends AutoCloseable {
    /** Runs a task where this client's users would make calls: on its event loop, on a virtual thread, anywhere. */
    void begin(Runnable task);

    /** Makes one call and reads its whole body; only within {@link #begin}. */
    void call(Done done);

    /** Whether {@link #call} comes back only when the call has ended. */
    default boolean blocks() {
        return false;
    }

    @Override
    void close();
}
