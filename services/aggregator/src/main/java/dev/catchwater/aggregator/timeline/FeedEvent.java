package dev.catchwater.aggregator.timeline;

import dev.catchwater.aggregator.post.Post;
import dev.catchwater.live.log.Logged;
import dev.catchwater.live.log.Position;

/** One change of the timeline, in commit order. */
public sealed interface FeedEvent extends Logged {

    @Override
    default String type() {
        return switch (this) {
            case Posted posted -> "post";
            case Edited edited -> "edit";
            case Deleted deleted -> "delete";
            case Reset reset -> "reset";
        };
    }

    /** A post came in, with its content as it is now. */
    record Posted(Position position, Post post) implements FeedEvent {}

    /** A post we showed has new content. */
    record Edited(Position position, Post post) implements FeedEvent {}

    /** A post is no longer to be shown. */
    record Deleted(Position position, long postId) implements FeedEvent {}

    /** So much changed at once, as when a source was removed, that a listener should load the timeline anew. */
    record Reset(Position position) implements FeedEvent {}
}
