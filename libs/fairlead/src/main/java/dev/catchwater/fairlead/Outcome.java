package dev.catchwater.fairlead;

/** How a call or a body ended. Signalled exactly once. */
public sealed interface Outcome {
    /**
     * The body was read to its end.
     *
     * @param bytes how many bytes of it were delivered
     */
    record Completed(long bytes) implements Outcome {}

    /** It failed. */
    record Failed(HttpFailure failure) implements Outcome {}

    /** The caller lost interest. */
    record Cancelled() implements Outcome {}

    /** The failure that was thrown; of an exception that is none of ours only the type is told, for it may quote. */
    static Failed of(Throwable thrown) {
        HttpFailure failure = HttpFailure.of(thrown);
        return new Failed(
                failure == null
                        ? new HttpFailure.BadBody(
                                "an unexpected " + thrown.getClass().getSimpleName())
                        : failure);
    }
}
