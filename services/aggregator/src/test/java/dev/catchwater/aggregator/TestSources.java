package dev.catchwater.aggregator;

import dev.catchwater.aggregator.post.Author;
import dev.catchwater.aggregator.post.Content;
import dev.catchwater.aggregator.post.Draft;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.post.Post;
import dev.catchwater.aggregator.post.PostKey;
import dev.catchwater.aggregator.schedule.Hints;
import dev.catchwater.aggregator.schedule.Plan;
import dev.catchwater.aggregator.timeline.Cursor;
import dev.catchwater.aggregator.timeline.Reader;
import dev.catchwater.aggregator.timeline.TimelinePage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sources and posts as a connector would report them, for tests of what comes after. */
public final class TestSources {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestSources() {}

    /** Adds a source that is never polled. */
    public static Source add(SourceBook book, Instance instance, String timeline) {
        SourceKey key = new SourceKey(Platform.MASTODON, instance.base, timeline);
        FetchResult.Fetched nothing =
                new FetchResult.Fetched(null, null, List.of(), Source.Memory.NONE, Hints.NONE, false);
        URI url = URI.create(instance.base + "/" + timeline);
        Plan never = new Plan(Duration.ofHours(1), Optional.of(Instant.parse("2099-01-01T00:00:00Z")), "never");
        return book.add(new Connector.Found(key, url, url.toString(), nothing), never, null, "test/1", PATIENCE, 10_000)
                .await()
                .atMost(PATIENCE)
                .source();
    }

    /** The whole timeline, page by page. */
    public static List<Post> timeline(Reader reader, int limit) {
        List<Post> all = new ArrayList<>();
        Cursor cursor = null;
        do {
            TimelinePage page = reader.page(limit, cursor).await().atMost(PATIENCE);
            all.addAll(page.posts());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    /** A Mastodon instance of its own for each test. */
    public static final class Instance {

        private static final Instant PUBLISHED = Instant.parse("2026-11-22T11:00:00Z");

        private final String base;

        /** An instance of this name. */
        public Instance(String name) {
            base = "https://" + name + ".example";
        }

        /** A post. */
        public Change status(String id, String text) {
            return seen(this, id, id, text, null, null, PUBLISHED);
        }

        /** A post with a time of its own. */
        public Change status(String id, String text, Instant published) {
            return seen(this, id, id, text, null, null, published);
        }

        /** A post with other words. */
        public Change edited(String id, String text, Instant at) {
            return seen(this, id, id, text, at, null, PUBLISHED);
        }

        /** Another instance's post, as this one shows it. */
        public Change relayed(Instance home, String id, String text, @Nullable Instant edited) {
            return seen(home, id, "relay-" + id, text, edited, null, PUBLISHED);
        }

        /** A boost. */
        public Change boost(String boostId, String id, String text, String by) {
            Author author = new Author(Platform.MASTODON, base, by, by, by, null, false);
            return seen(this, id, id, text, null, new Draft.Boost(local(boostId), author), PUBLISHED);
        }

        /** A post or boost gone. */
        public Change removed(String id) {
            return new Change.Removed(local(id));
        }

        private PostKey local(String id) {
            return new PostKey(Platform.MASTODON, base, id);
        }

        private Change seen(
                Instance home,
                String id,
                String localId,
                String text,
                @Nullable Instant edited,
                Draft.@Nullable Boost boost,
                Instant published) {
            Content content =
                    new Content(null, "<p>" + text + "</p>", text, null, "en", null, false, List.of(), List.of("sea"));
            Author author = new Author(Platform.MASTODON, base, "7", "grace@" + home.base, "Grace", null, false);
            return new Change.Seen(new Draft(
                    new PostKey(Platform.MASTODON, PostKey.EVERYWHERE, home.base + "/statuses/" + id),
                    List.of(local(localId)),
                    base,
                    home == this,
                    author,
                    published,
                    edited,
                    content,
                    boost));
        }
    }
}
