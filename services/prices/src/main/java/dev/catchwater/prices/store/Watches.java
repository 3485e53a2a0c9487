package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.WatchBook;
import dev.catchwater.prices.deal.Rule;
import dev.catchwater.prices.deal.Watch;
import dev.catchwater.prices.money.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Watches in PostgreSQL; {@link Watching} shows them what happens. */
@ApplicationScoped
class Watches implements WatchBook {

    private static final String OFFER = "select currency, price from offer where id = $1 for update";
    private static final String COUNT = "select count(*) as all from watch where offer_id = $1";
    private static final String ADD = """
            insert into watch (offer_id, rule, armed, reference, reference_currency, added_at)
            values ($1, $2, $3, $4, $5, $6) returning *""";
    private static final String LIST = "select * from watch where id > $1 order by id limit $2";
    private static final String TOLD = "select * from alert where id < $1 order by id desc limit $2";

    private final Pool pool;

    Watches(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Watched>> add(long offer, Rule rule, Instant now) {
        return Db.transaction(
                pool,
                tx -> Db.run(tx, OFFER, offer)
                        .flatMap(rows -> rows.size() == 0
                                ? Uni.createFrom().item(Optional.<Watched>empty())
                                : roomFor(tx, offer)
                                        .flatMap(room -> add(
                                                tx, offer, rule, rows.iterator().next(), now))
                                        .map(Optional::of)));
    }

    private static Uni<Void> roomFor(SqlConnection tx, long offer) {
        return Db.run(tx, COUNT, offer)
                .invoke(rows -> {
                    if (rows.iterator().next().getLong("all") >= MOST) {
                        throw new Full();
                    }
                })
                .replaceWithVoid();
    }

    // The price of today is known to whoever adds a watch; it is where drops are measured from.
    private static Uni<Watched> add(SqlConnection tx, long offer, Rule rule, Row row, Instant now) {
        Money price = Rows.money(row.getLong("price"), row.getString("currency"));
        boolean reached = rule instanceof Rule.Target(Money target)
                && price != null
                && price.comparableWith(target)
                && price.compareTo(target) <= 0;
        Watch watch = new Watch(rule, !reached, rule instanceof Rule.Drop ? price : null);
        Money reference = watch.reference();
        return Db.run(
                        tx,
                        ADD,
                        offer,
                        RuleJson.of(rule),
                        watch.armed(),
                        Rows.minor(reference),
                        reference == null ? null : reference.currency(),
                        Db.time(now))
                .map(rows -> watched(rows.iterator().next()));
    }

    @Override
    public Uni<List<Watched>> list(long after, int limit) {
        return Db.run(pool, LIST, after, limit).map(rows -> Db.list(rows, Watches::watched));
    }

    @Override
    public Uni<Boolean> remove(long id) {
        return Db.run(pool, "delete from watch where id = $1", id).map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<List<Told>> told(long before, int limit) {
        return Db.run(pool, TOLD, before, limit)
                .map(rows -> Db.list(
                        rows,
                        row -> new Told(
                                row.getLong("id"),
                                row.getLong("watch_id"),
                                Db.requireInstant(row, "at"),
                                row.getJsonObject("body").encode())));
    }

    private static Watched watched(Row row) {
        return new Watched(
                row.getLong("id"),
                row.getLong("offer_id"),
                RuleJson.rule(row.getJsonObject("rule")),
                row.getBoolean("armed"),
                Db.requireInstant(row, "added_at"));
    }
}
