package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.HookBook;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Webhook addresses in PostgreSQL. */
@ApplicationScoped
class Hooks implements HookBook {

    static final String LIVE = "select id from hook where gone_at is null order by id";

    private static final long ADDING = 0x6361_7463_686f_6f6bL;
    private static final String ADD = """
            insert into hook (url, secret, added_at)
            select $1, $2, $3 where (select count(*) from hook where gone_at is null) < $4 returning *""";
    private static final String LIST = "select * from hook where gone_at is null order by id";
    private static final String FIND = "select * from hook where id = $1 and gone_at is null";
    private static final String GONE = "update hook set gone_at = $2 where id = $1";

    private final Pool pool;

    Hooks(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Hook>> add(URI url, String secret, Instant now) {
        return Db.transaction(
                pool,
                tx -> Db.run(tx, "select pg_advisory_xact_lock($1)", ADDING)
                        .flatMap(locked -> Db.run(tx, ADD, url.toString(), secret, Db.time(now), (long) MOST))
                        .map(rows -> Db.list(rows, Hooks::hook).stream().findFirst()));
    }

    @Override
    public Uni<List<Hook>> list() {
        return Db.run(pool, LIST).map(rows -> Db.list(rows, Hooks::hook));
    }

    @Override
    public Uni<Optional<Hook>> find(long id) {
        return Db.run(pool, FIND, id)
                .map(rows -> Db.list(rows, Hooks::hook).stream().findFirst());
    }

    @Override
    public Uni<Boolean> remove(long id) {
        return Db.run(pool, "delete from hook where id = $1", id).map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> gone(long id, Instant now) {
        return Db.run(pool, GONE, id, Db.time(now)).replaceWithVoid();
    }

    private static Hook hook(Row row) {
        return new Hook(
                row.getLong("id"),
                URI.create(row.getString("url")),
                row.getString("secret"),
                Db.requireInstant(row, "added_at"));
    }
}
