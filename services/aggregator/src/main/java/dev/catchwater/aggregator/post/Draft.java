package dev.catchwater.aggregator.post;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post as one source reports it, before we know whether we have it already.
 *
 * @param key its identity
 * @param aliases other names that later messages may use for it, as a stream's delete does
 * @param reporter the instance or feed that told us, see {@link #authoritative}
 * @param authoritative whether the reporter is the post's own home, and so may change what others reported
 * @param publishedAt the author's claim, possibly absent, possibly in the future
 * @param boost present if the source shows the post because somebody boosted it
 */
public record Draft(
        PostKey key,
        List<PostKey> aliases,
        String reporter,
        boolean authoritative,
        @Nullable Author author,
        @Nullable Instant publishedAt,
        @Nullable Instant editedAt,
        Content content,
        @Nullable Boost boost) {

    public Draft {
        aliases = List.copyOf(aliases);
    }

    /** Who boosted, and the name of the boost itself, which can be undone on its own. */
    public record Boost(PostKey key, Author by) {}
}
