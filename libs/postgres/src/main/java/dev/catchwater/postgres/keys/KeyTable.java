package dev.catchwater.postgres.keys;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.web.ApiKey;
import dev.catchwater.web.KeyStore;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * API keys in PostgreSQL, hashed. The service's migrations make the table: {@code api_key (id text primary key, name text,
 * role text, hash text, created_at timestamptz, revoked_at timestamptz null)}.
 */
public final class KeyTable implements KeyStore {

    private static final String COLUMNS = "select id, name, role, hash, created_at, revoked_at from api_key ";
    private static final String SAVE =
            "insert into api_key (id, name, role, hash, created_at, revoked_at) values ($1, $2, $3, $4, $5, $6)";
    private static final String LIVE_ADMIN = "select 1 from api_key where role = 'admin' and revoked_at is null";
    private static final String REVOKE = "update api_key set revoked_at = $2 where id = $1 and revoked_at is null";

    private final Pool pool;

    /** Keys in the table {@code api_key} of the pool's schema. */
    public KeyTable(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<ApiKey>> find(String id) {
        return Db.run(pool, COLUMNS + "where id = $1", id)
                .map(rows -> Db.list(rows, KeyTable::key).stream().findFirst());
    }

    @Override
    public Uni<Void> save(ApiKey key) {
        return Db.run(pool, SAVE, parameters(key)).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> saveFirst(ApiKey key) {
        return Db.transaction(
                pool,
                tx -> Db.run(tx, "lock table api_key in share row exclusive mode")
                        .flatMap(locked -> Db.run(tx, LIVE_ADMIN))
                        .flatMap(rows -> rows.size() > 0
                                ? Uni.createFrom().item(false)
                                : Db.run(tx, SAVE, parameters(key)).replaceWith(true)));
    }

    @Override
    public Uni<List<ApiKey>> list() {
        return Db.run(pool, COLUMNS + "order by created_at, id limit 10000").map(rows -> Db.list(rows, KeyTable::key));
    }

    @Override
    public Uni<Boolean> revoke(String id, Instant when) {
        return Db.run(pool, REVOKE, id, Db.time(when)).map(rows -> rows.rowCount() == 1);
    }

    private static Object[] parameters(ApiKey key) {
        return new Object[] {
            key.id(), key.name(), key.role().text(), key.hash(), Db.time(key.created()), Db.time(key.revoked())
        };
    }

    private static ApiKey key(Row row) {
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getString("hash"),
                Db.requireInstant(row, "created_at"),
                Db.instant(row, "revoked_at"));
    }
}
