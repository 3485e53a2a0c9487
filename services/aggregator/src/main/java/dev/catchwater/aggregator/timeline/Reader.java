package dev.catchwater.aggregator.timeline;

import dev.catchwater.aggregator.post.Post;
import dev.catchwater.live.log.EventLog;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored timeline, as its readers see it: pages of posts, and the log of its changes. */
public interface Reader extends EventLog<FeedEvent> {

    /**
     * A page of at most {@code limit} posts, from the top or from a cursor.
     *
     * @param cursor where a former page ended, or null for the newest
     */
    Uni<TimelinePage> page(int limit, @Nullable Cursor cursor);

    /** A post that is in the timeline now. */
    Uni<Optional<Post>> post(long id);
}
