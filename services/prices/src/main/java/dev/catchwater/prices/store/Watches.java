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
import org.jspecify.annotations.Nullable;

/** Watches in PostgreSQL; {@link Watching} and {@link BestWatching} show them what happens. */
@ApplicationScoped
class Watches implements WatchBook {

    private static final String OFFER = "select 1 from offer where id = $1 for update";
    private static final String PRICE = "select currency, price from offer where id = $1";
    private static final String PRODUCT = "select 1 from product where id = $1 for update";
    private static final String CURRENCY = """
            select currency from offer where product_id = $1 and currency is not null
            group by currency order by count(*) desc, currency limit 1""";
    private static final String COUNT = "select count(*) as all from watch where %s = $1";
    private static final String ADD = """
            insert into watch (offer_id, product_id, rule, armed, reference, reference_currency, added_at)
            values ($1, $2, $3, $4, $5, $6, $7) returning *""";
    private static final String LIST = "select * from watch where id > $1 order by id limit $2";
    private static final String TOLD = "select * from alert where id < $1 order by id desc limit $2";

    private final Pool pool;

    Watches(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Watched>> add(Subject subject, Rule rule, Instant now) {
        return Db.transaction(pool, tx -> switch (subject) {
            case Subject.Offer(long id) ->
                add(tx, subject, OFFER, COUNT.formatted("offer_id"), id, price(tx, id), rule, now);
            case Subject.BestOf(long id) ->
                add(tx, subject, PRODUCT, COUNT.formatted("product_id"), id, best(tx, id, rule, now), rule, now);
        });
    }

    private static Uni<Optional<Watched>> add(
            SqlConnection tx,
            Subject subject,
            String there,
            String count,
            long id,
            Uni<Optional<Money>> price,
            Rule rule,
            Instant now) {
        return Db.run(tx, there, id)
                .flatMap(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Optional.<Watched>empty())
                        : roomFor(tx, count, id)
                                .flatMap(room -> price)
                                .flatMap(today -> add(tx, subject, rule, today.orElse(null), now))
                                .map(Optional::of));
    }

    private static Uni<Void> roomFor(SqlConnection tx, String count, long id) {
        return Db.run(tx, count, id)
                .invoke(rows -> {
                    if (rows.iterator().next().getLong("all") >= MOST) {
                        throw new Full();
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Optional<Money>> price(SqlConnection tx, long offer) {
        return Db.run(tx, PRICE, offer).map(rows -> {
            Row row = rows.iterator().next();
            return Optional.ofNullable(Rows.money(row.getLong("price"), row.getString("currency")));
        });
    }

    // Where offers are in several currencies, in the one that most are in.
    private static Uni<Optional<Money>> best(SqlConnection tx, long product, Rule rule, Instant now) {
        Uni<String> currency = rule instanceof Rule.Target(Money target)
                ? Uni.createFrom().item(target.currency())
                : Db.run(tx, CURRENCY, product)
                        .map(rows ->
                                rows.size() == 0 ? "" : rows.iterator().next().getString("currency"));
        return currency.flatMap(code -> BestWatching.best(tx, product, code, now))
                .map(best -> Optional.ofNullable(best.point().price()));
    }

    // The price of today is known to whoever adds a watch; it is where drops are measured from.
    private static Uni<Watched> add(SqlConnection tx, Subject subject, Rule rule, @Nullable Money price, Instant now) {
        boolean reached = rule instanceof Rule.Target(Money target)
                && price != null
                && price.comparableWith(target)
                && price.compareTo(target) <= 0;
        Watch watch = new Watch(rule, !reached, rule instanceof Rule.Drop ? price : null);
        Money reference = watch.reference();
        return Db.run(
                        tx,
                        ADD,
                        subject instanceof Subject.Offer(long offer) ? offer : null,
                        subject instanceof Subject.BestOf(long product) ? product : null,
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
                subject(row),
                RuleJson.rule(row.getJsonObject("rule")),
                row.getBoolean("armed"),
                Db.requireInstant(row, "added_at"));
    }

    private static Subject subject(Row row) {
        Long offer = row.getLong("offer_id");
        return offer == null ? new Subject.BestOf(row.getLong("product_id")) : new Subject.Offer(offer);
    }
}
