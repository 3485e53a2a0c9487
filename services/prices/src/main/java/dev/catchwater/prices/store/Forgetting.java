package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.event.Retention;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Drops partitions of points, one at a time, and what was told and decided long ago. */
@ApplicationScoped
class Forgetting implements Retention {

    // Dropping waits for whoever reads; who writes must not wait long behind it.
    private static final String PATIENCE = "set local lock_timeout = '3s'";
    private static final String FORGET = "select forget_month($1) as name";

    private static final String ALERTS =
            "delete from alert where id in (select id from alert where at < $1 order by at limit $2)";
    private static final String REVIEWS = """
            delete from review where id in (
              select id from review where decided_at < $1 or (decided_at is null and kind = 'ALIKE' and added_at < $1)
              order by id limit $2)""";

    private final Pool pool;

    Forgetting(Pool pool) {
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

    @Override
    public Uni<Integer> forgetAlerts(Instant before, int limit) {
        return Db.run(pool, ALERTS, Db.time(before), limit).map(RowSet::rowCount);
    }

    @Override
    public Uni<Integer> forgetReviews(Instant before, int limit) {
        return Db.run(pool, REVIEWS, Db.time(before), limit).map(RowSet::rowCount);
    }
}
