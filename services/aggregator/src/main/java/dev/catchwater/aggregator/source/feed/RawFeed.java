package dev.catchwater.aggregator.source.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feed as its document says, whatever the format; nothing is cleaned yet. */
record RawFeed(
        @Nullable String title,
        @Nullable String siteUrl,
        @Nullable String lang,
        @Nullable Duration ttl,
        List<Entry> entries) {

    /** At most this many entries of one document are read. */
    static final int MAX_ENTRIES = 1000;

    /** One entry; the title and the content may hold HTML. */
    record Entry(
            @Nullable String id,
            @Nullable String link,
            @Nullable String title,
            @Nullable String html,
            @Nullable String authorName,
            @Nullable String authorUrl,
            @Nullable Instant publishedAt,
            @Nullable Instant updatedAt,
            @Nullable String lang,
            List<String> tags,
            List<Enclosure> enclosures) {}

    /** A file that comes with an entry. */
    record Enclosure(@Nullable String type, String url) {}
}
