package dev.catchwater.aggregator.timeline;

import dev.catchwater.aggregator.post.Post;
import dev.catchwater.live.log.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts, newest first.
 *
 * @param asOf exclusive bound of the transactions seen; listening from {@code (asOf, 0)} misses nothing
 * @param next where the page below begins; absent at the end
 */
public record TimelinePage(
        List<Post> posts, long asOf, @Nullable Cursor next) {

    public TimelinePage {
        posts = List.copyOf(posts);
    }

    /** The place from which to listen for what this page does not show. */
    public Position position() {
        return new Position(asOf, 0);
    }
}
