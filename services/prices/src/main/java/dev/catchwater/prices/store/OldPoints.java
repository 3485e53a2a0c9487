package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.event.Retention;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Drops partitions of points, one at a time. */
@ApplicationScoped
class OldPoints implements Retention {

    // Dropping waits for whoever reads; who writes must not wait long behind it.
    private static final String PATIENCE = "set local lock_timeout = '3s'";
    private static final String FORGET = "select forget_month($1) as name";

    private final Pool pool;

    OldPoints(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> forgetMonth(Instant before) {
        return Db.transaction(
                pool,
                tx -> Db.run(tx, PATIENCE)
                        .flatMap(set -> Db.run(tx, FORGET, Db.time(before)))
                        .map(rows -> rows.iterator().next().getString("name") != null));
    }
}
