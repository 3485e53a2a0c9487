package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;

/** What the answer to a conditional request means (RFC 9111 §4.3.3). */
public sealed interface Validation {
    /**
     * Nothing changed: the stored content is good, with these fields.
     *
     * @param updated in place of what was stored
     * @param keeping what becomes of it in the store
     * @param passing fields for this client alone: no-cache and private name them, so that they are not stored
     */
    record Confirmed(StoredResponse updated, Keeping keeping, Headers passing) implements Validation {
        /** Whether the updated response takes the place of the stored one. */
        public boolean keep() {
            return keeping == Keeping.UPDATED;
        }
    }

    /** What becomes of a stored response that newer fields have come for (RFC 9111 §3). */
    enum Keeping {
        /** It is stored with them. */
        UPDATED,
        /** The request forbids to store what came; what is stored is as it was. */
        UNCHANGED,
        /** With them it may not be stored at all. */
        REMOVED
    }

    /** The answer is a new response in its own right; {@link CacheRules#storing} decides about it. */
    record Replaced() implements Validation {}

    /** The origin failed, and the stale response may be used (RFC 5861 §4). */
    record UseStale(StoredResponse stored) implements Validation {}

    /** A 304 about something that is not held: ask again, without conditions (RFC 9111 §4.3.4). */
    record Unmatched() implements Validation {}
}
