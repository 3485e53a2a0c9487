package dev.catchwater.weather.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.weather.Subscription;
import dev.catchwater.weather.SubscriptionBook;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Subscriptions in PostgreSQL; what is told to one is forgotten with it, or after a month. */
@ApplicationScoped
class Subscriptions implements SubscriptionBook {

    private static final String COLUMNS = "select id, place, address, secret, created_at from subscription ";
    private static final String ADD = """
        insert into subscription (id, place, address, secret, created_at)
        select $1, $2, $3, $4, $5 where (select count(*) from subscription) < $6\
        """;

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final Pool pool;

    Subscriptions(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Subscription>> all() {
        return Db.run(pool, COLUMNS + "order by created_at, id limit 10000")
                .map(rows -> Db.list(rows, Subscriptions::subscription));
    }

    @Override
    public Uni<Optional<Subscription>> find(String id) {
        return Db.run(pool, COLUMNS + "where id = $1", id)
                .map(rows -> Db.list(rows, Subscriptions::subscription).stream().findFirst());
    }

    @Override
    public Uni<List<Subscription>> of(String place) {
        return Db.run(pool, COLUMNS + "where place = $1 order by id limit 10000", place)
                .map(rows -> Db.list(rows, Subscriptions::subscription));
    }

    @Override
    public Uni<Boolean> add(Subscription subscription, int most) {
        return Db.run(
                        pool,
                        ADD,
                        subscription.id(),
                        subscription.place(),
                        subscription.address().toString(),
                        subscription.secret(),
                        subscription.createdAt().atOffset(ZoneOffset.UTC),
                        most)
                .map(done -> done.rowCount() == 1)
                .onFailure(Subscriptions::isNoPlace)
                .transform(thrown -> new NoSuchPlace(subscription.place()));
    }

    // It was there when it was looked for, and somebody removed it since.
    private static boolean isNoPlace(Throwable thrown) {
        return thrown instanceof PgException failure && FOREIGN_KEY_VIOLATION.equals(failure.getSqlState());
    }

    @Override
    public Uni<Boolean> remove(String id) {
        return Db.run(pool, "delete from subscription where id = $1", id).map(gone -> gone.rowCount() == 1);
    }

    @Override
    public Uni<Boolean> wasTold(String id, String news) {
        return Db.run(pool, "select 1 from told where subscription = $1 and news = $2", id, news)
                .map(rows -> rows.size() > 0);
    }

    @Override
    public Uni<Void> told(String id, String news) {
        return Db.run(pool, "insert into told (subscription, news) values ($1, $2) on conflict do nothing", id, news)
                .call(done -> Db.run(pool, "delete from told where at < now() - interval '30 days'"))
                .replaceWithVoid();
    }

    private static Subscription subscription(Row row) {
        return new Subscription(
                row.getString("id"),
                row.getString("place"),
                URI.create(row.getString("address")),
                row.getString("secret"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
