package dev.catchwater.aggregator.store;

import dev.catchwater.postgres.sql.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Removing a source: hidden at once, cleared away in steps that never hold many locks. */
@ApplicationScoped
class Removal {

    private static final String HIDE =
            "update source set removed_at = $2, next_poll_at = null where id = $1 and removed_at is null";

    private static final String UNLINK = """
            with gone as (
              select sp.source_id, sp.sort_at, sp.post_id
              from source_post sp join source s on s.id = sp.source_id
              where s.removed_at is not null limit $1)
            delete from source_post sp using gone
            where (sp.source_id, sp.sort_at, sp.post_id) = (gone.source_id, gone.sort_at, gone.post_id)
            returning sp.post_id""";

    // Whoever is attaching one of these posts to another source holds its key; we wait for them, then look again.
    private static final String LOCK =
            "select 1 from post_key where post_id = any($1) order by platform, origin, ext_id for update";

    private static final String DELETE_KEYS = """
            delete from post_key k where k.post_id = any($1)
              and not exists (select 1 from source_post sp where sp.post_id = k.post_id)""";

    private static final String DELETE_POSTS = """
            delete from post p where p.id = any($1)
              and not exists (select 1 from source_post sp where sp.post_id = p.id)""";

    private static final String DELETE_EMPTY = """
            delete from source s where s.removed_at is not null
              and not exists (select 1 from source_post sp where sp.source_id = s.id)""";

    private final Pool pool;

    Removal(Pool pool) {
        this.pool = pool;
    }

    Uni<Boolean> hide(int id, Instant now) {
        return Db.transaction(
                pool,
                tx -> Db.run(tx, HIDE, id, Db.time(now)).flatMap(rows -> {
                    if (rows.rowCount() == 0) {
                        return Uni.createFrom().item(false);
                    }
                    return Db.run(tx, "insert into feed_event (type) values ($1)", EventType.RESET)
                            .flatMap(done -> Db.run(tx, EventType.NOTIFY))
                            .replaceWith(true);
                }));
    }

    Uni<Integer> clear(int limit) {
        return Db.transaction(
                pool,
                tx -> Db.run(tx, UNLINK, limit)
                        .map(rows ->
                                Db.list(rows, row -> row.getLong("post_id")).toArray(Long[]::new))
                        .flatMap(ids -> ids.length == 0
                                ? Db.run(tx, DELETE_EMPTY).replaceWith(0)
                                : deleteOrphans(tx, ids).replaceWith(ids.length)));
    }

    private static Uni<Void> deleteOrphans(SqlConnection tx, Long[] ids) {
        return Db.run(tx, LOCK, (Object) ids)
                .flatMap(locked -> Db.run(tx, DELETE_KEYS, (Object) ids))
                .flatMap(deleted -> Db.run(tx, DELETE_POSTS, (Object) ids))
                .replaceWithVoid();
    }
}
