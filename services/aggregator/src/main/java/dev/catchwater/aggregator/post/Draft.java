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
 * @param publishedAt the author's claim, possibly absent, possibly in the future; a year that RFC 3339 cannot write is none
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

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    public Draft {
        aliases = List.copyOf(aliases);
        publishedAt = sane(publishedAt);
        editedAt = sane(editedAt);
    }

    private static @Nullable Instant sane(@Nullable Instant claimed) {
        return claimed == null || claimed.isBefore(FIRST) || claimed.isAfter(LAST) ? null : claimed;
    }

    /** Who boosted, and the name of the boost itself, which can be undone on its own. */
    public record Boost(PostKey key, Author by) {}
}
