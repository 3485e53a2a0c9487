package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.post.Author;
import dev.catchwater.aggregator.post.Content;
import dev.catchwater.aggregator.post.Draft;
import dev.catchwater.aggregator.post.PostKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an ingest hands to PostgreSQL: one JSON array a statement. */
final class Rows {

    private Rows() {}

    static <T> JsonArray of(Collection<T> items, Function<T, JsonObject> row) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(row.apply(item)));
        return array;
    }

    static JsonObject author(Author author) {
        return new JsonObject()
                .put("platform", author.platform().code())
                .put("host", author.host())
                .put("external_id", author.externalId())
                .put("handle", author.handle())
                .put("display_name", author.displayName())
                .put("url", author.url())
                .put("bot", author.bot());
    }

    static JsonObject key(PostKey key) {
        return new JsonObject()
                .put("platform", key.platform().code())
                .put("origin", key.origin())
                .put("ext_id", key.externalId());
    }

    static JsonObject key(PostKey key, KeyKind kind, long post, Instant sortAt) {
        return key(key).put("kind", kind.code).put("post_id", post).put("sort_at", sortAt.toString());
    }

    static JsonObject link(long post, Instant sortAt, @Nullable Long repostBy) {
        return new JsonObject()
                .put("id", post)
                .put("sort_at", sortAt.toString())
                .put("repost_by", repostBy);
    }

    static JsonObject post(long id, Instant sortAt, Draft draft, @Nullable Long authorId) {
        Content content = draft.content();
        JsonArray media = new JsonArray();
        content.media()
                .forEach(m -> media.add(new JsonObject()
                        .put("kind", m.kind())
                        .put("url", m.url())
                        .put("description", m.description())));
        return new JsonObject()
                .put("id", id)
                .put("sort_at", sortAt.toString())
                .put("platform", draft.key().platform().code())
                .put("reporter", draft.reporter())
                .put("authoritative", draft.authoritative())
                .put("author_id", authorId)
                .put("published_at", text(draft.publishedAt()))
                .put("edited_at", text(draft.editedAt()))
                .put("title", content.title())
                .put("html", content.html())
                .put("plain", content.plain())
                .put("url", content.url())
                .put("lang", content.lang())
                .put("warning", content.warning())
                .put("sensitive", content.sensitive())
                .put("media", media)
                .put("tags", new JsonArray(content.tags()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /** What a post key names. */
    enum KeyKind {
        IDENTITY(1),
        ALIAS(2),
        BOOST(3);

        final int code;

        KeyKind(int code) {
            this.code = code;
        }
    }
}
