package dev.catchwater.aggregator;

import dev.catchwater.aggregator.post.Draft;
import dev.catchwater.aggregator.post.PostKey;

/** What a source tells about one post. */
public sealed interface Change {

    /** The post exists and says this: new to us, known already, or edited since. */
    record Seen(Draft draft) implements Change {}

    /** The post, or the boost of that name, is gone. */
    record Removed(PostKey key) implements Change {}
}
