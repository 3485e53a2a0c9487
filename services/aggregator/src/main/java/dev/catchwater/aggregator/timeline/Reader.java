package dev.catchwater.aggregator.timeline;

import dev.catchwater.aggregator.post.Post;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored timeline, as its readers see it. */
public interface Reader {

    /**
     * A page of at most {@code limit} posts, from the top or from a cursor.
     *
     * @param cursor where a former page ended, or null for the newest
     */
    Uni<TimelinePage> page(int limit, @Nullable Cursor cursor);

    /** A post that is in the timeline now. */
    Uni<Optional<Post>> post(long id);

    /** Events after a position, oldest first, at most {@code limit}, up to the oldest transaction still running. */
    Uni<Events> eventsAfter(Position position, int limit);

    /** The position from which only what is still to come will be read. */
    Uni<Position> now();

    /** The oldest position that can be continued from; before it events have been dropped. */
    Uni<Position> floor();

    /**
     * A stretch of the event log.
     *
     * @param upTo the position read to, also when what stood there no longer matters
     * @param more whether the limit was reached, so that reading on at once is worth while
     */
    record Events(List<FeedEvent> events, Position upTo, boolean more) {
        public Events {
            events = List.copyOf(events);
        }
    }
}
