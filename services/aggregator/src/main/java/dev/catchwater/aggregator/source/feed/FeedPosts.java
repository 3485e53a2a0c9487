package dev.catchwater.aggregator.source.feed;

import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.Author;
import dev.catchwater.aggregator.post.CanonicalUrl;
import dev.catchwater.aggregator.post.Content;
import dev.catchwater.aggregator.post.Draft;
import dev.catchwater.aggregator.post.FeedIdentity;
import dev.catchwater.aggregator.post.Media;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.post.PostKey;
import dev.catchwater.aggregator.post.SafeHtml;
import dev.catchwater.aggregator.post.Text;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Feed entries as posts: cleaned, bounded, named. */
final class FeedPosts {

    private static final int MAX_LINE = 500;
    private static final int MAX_TAGS = 32;

    private final SourceKey key;
    private final URI base;
    private final RawFeed feed;

    FeedPosts(SourceKey key, URI base, RawFeed feed) {
        this.key = key;
        this.base = base;
        this.feed = feed;
    }

    /** Oldest first, as far as the feed's order tells: feeds put the newest on top. */
    List<Change> changes() {
        return feed.entries().reversed().stream()
                .<Change>map(entry -> new Change.Seen(draft(entry)))
                .toList();
    }

    private Draft draft(RawFeed.Entry entry) {
        String title = Text.line(SafeHtml.plain(entry.title()), MAX_LINE);
        String link = absolute(entry.link());
        Instant published = entry.publishedAt() != null ? entry.publishedAt() : entry.updatedAt();
        String name = FeedIdentity.of(entry.id(), link, title, published);
        return new Draft(
                new PostKey(Platform.FEED, key.timeline(), name),
                List.of(),
                key.host(),
                true,
                author(entry),
                published,
                edited(entry),
                content(entry, title, link),
                null);
    }

    /** Atom's updated is there from the start; only a later one is an edit. */
    private static @Nullable Instant edited(RawFeed.Entry entry) {
        Instant updated = entry.updatedAt();
        Instant published = entry.publishedAt();
        return updated != null && published != null && updated.isAfter(published) ? updated : null;
    }

    private Content content(RawFeed.Entry entry, @Nullable String title, @Nullable String link) {
        String html = SafeHtml.clean(entry.html(), link == null ? base : URI.create(link));
        List<Media> media = entry.enclosures().stream()
                .map(file -> media(file))
                .filter(Objects::nonNull)
                .limit(16)
                .toList();
        String lang = entry.lang() != null ? entry.lang() : feed.lang();
        return new Content(
                title,
                html,
                SafeHtml.plain(html),
                link,
                Text.line(lang, 35),
                null,
                false,
                media,
                entry.tags().stream()
                        .map(tag -> Text.line(tag, 100))
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(MAX_TAGS)
                        .toList());
    }

    private @Nullable Media media(RawFeed.Enclosure file) {
        String url = absolute(file.url());
        if (url == null) {
            return null;
        }
        String kind =
                file.type() == null ? "" : file.type().toLowerCase(Locale.ROOT).split("/", 2)[0];
        return new Media(List.of("image", "audio", "video").contains(kind) ? kind : "file", url, null);
    }

    /** Feeds name their authors, if at all, by words alone. */
    private @Nullable Author author(RawFeed.Entry entry) {
        String name = Text.line(SafeHtml.plain(entry.authorName()), 200);
        return name == null
                ? null
                : new Author(Platform.FEED, key.timeline(), name, null, name, absolute(entry.authorUrl()), false);
    }

    private @Nullable String absolute(@Nullable String url) {
        if (url == null) {
            return null;
        }
        try {
            return CanonicalUrl.of(base.resolve(url.strip()).toString())
                    .map(URI::toString)
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
