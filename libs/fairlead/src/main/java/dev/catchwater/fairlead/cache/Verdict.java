package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.time.Duration;
import java.util.List;

/** What to do with a request, given what is stored (RFC 9111 §4). */
public sealed interface Verdict {
    /**
     * Answer from the store.
     *
     * @param remaining how long it stays fresh
     */
    record Fresh(StoredResponse stored, Duration age, Duration remaining) implements Verdict {}

    /**
     * Answer from the store though it is stale (RFC 9111 §4.2.4).
     *
     * @param remaining negative: since when it has been stale
     * @param refresh whether to validate it in the background, as stale-while-revalidate asks (RFC 5861 §3)
     */
    record Stale(StoredResponse stored, Duration age, Duration remaining, boolean refresh) implements Verdict {}

    /**
     * Ask the origin whether it has changed (RFC 9111 §4.3.1), then {@link CacheRules#validated}.
     *
     * @param conditions to be sent instead of the client's own, see {@link CacheRules#conditional}
     */
    record Revalidate(StoredResponse stored, Headers conditions, Forward why) implements Verdict {}

    /**
     * Ask the origin for the bytes that are missing (RFC 9111 §3.4), then {@link CacheRules#combine}.
     *
     * @param conditions Range and If-Range, instead of the client's own
     */
    record Complete(StoredResponse stored, Headers conditions) implements Verdict {}

    /**
     * None of these was selected by such a request: ask the origin which of them it would answer with (RFC 9111 §4.1,
     * §4.3.1). A 304 is about {@link CacheRules#chosen} of them, which {@link CacheRules#validated} makes the answer to this
     * request; to be stored beside the chosen one, with its content.
     *
     * @param conditions to be sent, see {@link CacheRules#conditional}
     */
    record Negotiate(List<StoredResponse> variants, Headers conditions) implements Verdict {}

    /** Send the request on as it is. */
    record Fetch(Forward why) implements Verdict {}

    /** Answer 504: the client wants nothing but what is stored (RFC 9111 §5.2.1.7). */
    record Unsatisfiable() implements Verdict {}
}
