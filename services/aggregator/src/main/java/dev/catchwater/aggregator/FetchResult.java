package dev.catchwater.aggregator;

import dev.catchwater.aggregator.schedule.Hints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking a source. Failures are {@link SourceException}s. */
public sealed interface FetchResult {

    /** What the answer says about asking again. */
    Hints hints();

    /** What to bring along next time. */
    Source.Memory memory();

    /** Nothing has changed since last time. */
    record Unchanged(Source.Memory memory, Hints hints) implements FetchResult {}

    /**
     * Posts, oldest first.
     *
     * @param title what the source calls itself
     * @param siteUrl where people read it
     * @param more whether there was more than one visit may take; ask again at once, from {@code memory}
     */
    record Fetched(
            @Nullable String title,
            @Nullable String siteUrl,
            List<Change> changes,
            Source.Memory memory,
            Hints hints,
            boolean more)
            implements FetchResult {
        public Fetched {
            changes = List.copyOf(changes);
        }
    }
}
