package dev.catchwater.edge.store;

import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.StoredEntry;

/**
 * What may be used of the disk, as it may be used.
 *
 * @param response judged
 */
record Usable(Filed filed, StoredResponse response) {
    StoredEntry entry(Content content) {
        return new StoredEntry(response, content, filed.keepUntil());
    }
}
