package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.post.Content;
import dev.catchwater.aggregator.post.Media;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.post.Post;
import dev.catchwater.postgres.sql.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A post as readers see it: the row, its author, and the sources that show it. */
final class PostRows {

    /** Up to the conditions. A post that no present source shows is not there. */
    static final String SELECT = """
            select p.id, p.sort_at, p.platform, p.published_at, coalesce(p.edited_at, p.changed_at) as edited_at,
              p.title, p.html, p.plain, p.url, p.lang, p.warning, p.sensitive, p.media, p.tags,
              a.handle, a.display_name, a.external_id, a.url as author_url, a.bot, v.via
            from post p
            left join author a on a.id = p.author_id
            cross join lateral (
              select jsonb_agg(jsonb_build_object('source', s.id, 'title', s.title,
                'boostedBy', coalesce(nullif(b.display_name, ''), b.handle)) order by s.id) as via
              from source_post sp
              join source s on s.id = sp.source_id and s.removed_at is null
              left join author b on b.id = sp.repost_by
              where sp.post_id = p.id) v
            where p.deleted_at is null and v.via is not null""";

    private PostRows() {}

    static Post post(Row row) {
        return new Post(
                row.getLong("id"),
                Platform.of(row.getShort("platform")),
                Db.requireInstant(row, "sort_at"),
                Db.instant(row, "published_at"),
                editedAt(row),
                byline(row),
                content(row),
                objects(row.getJsonArray("via"))
                        .map(via -> new Post.Via(
                                via.getInteger("source"), via.getString("title"), via.getString("boostedBy")))
                        .toList());
    }

    private static @Nullable Instant editedAt(Row row) {
        return Db.instant(row, "edited_at");
    }

    private static Post.@Nullable Byline byline(Row row) {
        String id = row.getString("external_id");
        if (id == null) {
            return null;
        }
        String handle = row.getString("handle");
        String name = Optional.ofNullable(row.getString("display_name"))
                .filter(shown -> !shown.isBlank())
                .or(() -> Optional.ofNullable(handle))
                .orElse(id);
        return new Post.Byline(name, handle, row.getString("author_url"), row.getBoolean("bot"));
    }

    private static Content content(Row row) {
        List<Media> media = objects(row.getJsonArray("media"))
                .map(m -> new Media(m.getString("kind"), m.getString("url"), m.getString("description")))
                .toList();
        return new Content(
                row.getString("title"),
                row.getString("html"),
                row.getString("plain"),
                row.getString("url"),
                row.getString("lang"),
                row.getString("warning"),
                row.getBoolean("sensitive"),
                media,
                row.getJsonArray("tags").stream().map(String::valueOf).toList());
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }
}
