package dev.catchwater.edge.flow.hit;

import dev.catchwater.edge.Lane;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.Verdict;
import dev.catchwater.fairlead.store.StoredEntry;
import java.time.Instant;
import java.util.List;

/**
 * A hit that the ordinary way has answered with all of what is stored.
 *
 * @param target as it stood in the request line
 * @param host as the tally has it
 * @param path as the tally has it
 * @param found everything under the key, as the shelf gave it
 * @param fields of the response, but for Via
 * @param length of the content
 * @param now the moment that the verdict is about
 */
public record Ordinary(
        String target,
        String host,
        String path,
        Lane lane,
        PrimaryKey key,
        List<StoredEntry> found,
        Verdict.Fresh hit,
        Headers fields,
        long length,
        Instant now) {}
