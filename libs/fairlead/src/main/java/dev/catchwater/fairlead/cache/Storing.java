package dev.catchwater.fairlead.cache;

/** Whether a response is stored (RFC 9111 §3). */
public sealed interface Storing {
    /** Store it; its extent says how much of the body belongs to it, once that has come to its end. */
    record Store(StoredResponse response) implements Storing {}

    /**
     * Do not.
     *
     * @param reason in words, for people
     */
    record Skip(String reason) implements Storing {}
}
