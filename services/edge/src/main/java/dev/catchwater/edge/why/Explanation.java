package dev.catchwater.edge.why;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a node would do with a request now, and why.
 *
 * @param answer in a word
 * @param route that takes it; empty: none does
 * @param target what the origin would be asked for, and what the key is made of
 * @param because sentences for people, in the order of the decision
 * @param stored all that is stored for the target, whether it fits the request or not
 */
public record Explanation(
        Answer answer, Optional<String> route, String target, List<String> because, List<Variant> stored) {
    /** Where the answer would come from. */
    public enum Answer {
        /** From the store. */
        HIT,
        /** From the store, though stale. */
        STALE,
        /** From the store, once the origin has confirmed it. */
        REVALIDATE,
        /** From the origin. */
        MISS,
        /** From the origin, past the cache. */
        PASS,
        /** By the node itself: an error. */
        REFUSED
    }

    /**
     * A stored response.
     *
     * @param fits whether the request selects it (RFC 9111 §4.1)
     * @param fresh how much longer; negative: since when it is stale
     * @param invalid whether the origin has to confirm it before any use
     * @param bytes of content that are held
     * @param selectedBy names of the request fields that it depends on
     * @param groups that it belongs to (RFC 9875)
     * @param keepUntil when the store forgets it
     */
    public record Variant(
            int status,
            boolean fits,
            Duration fresh,
            boolean invalid,
            long bytes,
            Instant fetched,
            List<String> selectedBy,
            Set<String> groups,
            boolean inMemory,
            Instant keepUntil) {}

    public Explanation {
        because = List.copyOf(because);
        stored = List.copyOf(stored);
    }
}
