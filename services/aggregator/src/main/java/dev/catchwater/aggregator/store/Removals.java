package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.post.PostKey;
import dev.catchwater.aggregator.store.Rows.KeyKind;
import dev.catchwater.postgres.sql.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a source says is gone: a post, or only somebody's boost of it. */
final class Removals {

    private final SqlConnection tx;
    private final Source source;
    private final Instant now;

    Removals(SqlConnection tx, Source source, Instant now) {
        this.tx = tx;
        this.source = source;
        this.now = now;
    }

    /** The posts that are no longer to be seen anywhere. */
    Uni<Set<Long>> apply(Set<PostKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return Db.run(tx, IngestSql.KEYS_NOW, Rows.of(keys, Rows::key)).flatMap(found -> {
            Long[] posts = ids(found, false);
            Long[] boosts = ids(found, true);
            Long[] all = Stream.of(posts, boosts).flatMap(Stream::of).distinct().toArray(Long[]::new);
            return visible(all)
                    .flatMap(before -> remove(posts, boosts)
                            .flatMap(done -> visible(all))
                            .map(after -> {
                                before.removeAll(after);
                                return before;
                            }));
        });
    }

    private Uni<Void> remove(Long[] posts, Long[] boosts) {
        String host = source.key().host();
        return Db.run(tx, IngestSql.UNLINK_BOOST, boosts, source.id())
                .flatMap(done -> Db.run(tx, IngestSql.DELETE, posts, Db.time(now), host))
                .flatMap(done -> Db.run(tx, IngestSql.UNLINK_HOST, posts, host))
                .replaceWithVoid();
    }

    private Uni<Set<Long>> visible(Long[] posts) {
        return Db.run(tx, IngestSql.VISIBLE, (Object) posts)
                .map(rows -> new HashSet<>(Db.list(rows, row -> row.getLong("id"))));
    }

    private static Long[] ids(RowSet<Row> found, boolean boosts) {
        return StreamSupport.stream(found.spliterator(), false)
                .filter(row -> (row.getShort("kind") == KeyKind.BOOST.code) == boosts)
                .map(row -> row.getLong("post_id"))
                .distinct()
                .toArray(Long[]::new);
    }
}
