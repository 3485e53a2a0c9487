package dev.catchwater.fairlead.breaker;

import java.time.Instant;

/** What a circuit says to an attempt. */
sealed interface Entry permits Entry.Refusal, Permit {
    /**
     * No.
     *
     * @param retryAt when it may be worth asking again
     */
    record Refusal(Instant retryAt) implements Entry {}
}
