package dev.catchwater.fairlead.store;

import dev.catchwater.fairlead.cache.StoredResponse;
import java.time.Instant;

/**
 * A stored response with its content.
 *
 * @param keepUntil when the store forgets it, on the caller's clock
 */
public record StoredEntry(StoredResponse response, Content content, Instant keepUntil) {}
