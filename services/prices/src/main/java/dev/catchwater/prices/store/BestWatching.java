package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.deal.Past;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.deal.Rule;
import dev.catchwater.prices.deal.Watch;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows to the watches of a product what its best offer is, whenever one of its offers has changed. Best is what costs least
 * with the sending, where a shop tells what that costs.
 */
@ApplicationScoped
class BestWatching {

    // Whoever adds a watch waits for the end of this: else neither would know of the other.
    private static final String PRODUCT = "select 1 from product where id = $1 for key share";
    private static final String WATCHES = "select * from watch where product_id = $1 order by id for update";

    private static final String BEST = """
            select o.id, least(o.price + coalesce(o.shipping, 0), 1000000000000000) as total, o.availability, o.url, s.name as shop
            from offer o join shop s on s.id = o.shop_id
            where o.product_id = $1 and o.currency = $2 and o.price is not null
              and o.availability not in ('OUT_OF_STOCK', 'DISCONTINUED')
            order by total, o.id limit 1""";
    private static final String THERE = """
            select bool_or(availability in ('IN_STOCK', 'LIMITED', 'PRE_ORDER', 'BACK_ORDER')) as there,
              bool_or(availability in ('OUT_OF_STOCK', 'DISCONTINUED')) as refused
            from offer where product_id = $1""";

    private static final String LAST = "select max(since) as last from offer where product_id = $1 and id <> $2";

    // Each offer carries what held when the window opened; the best of all is the lowest of each one's lowest.
    static final String PAST = """
            with p as (select n.offer_id, n.valid_from, least(n.price + coalesce(n.shipping, 0), 1000000000000000) as total, n.currency,
                n.availability from price_point n join offer o on o.id = n.offer_id
              where o.product_id = $1 and n.valid_from < $2),
            opened as (select offer_id, max(valid_from) as at from p where valid_from <= $3 group by offer_id),
            offered as (select * from p where total is not null and currency = $4
              and availability not in ('OUT_OF_STOCK', 'DISCONTINUED')),
            said as (select distinct on (offer_id) availability from p where availability <> 'UNKNOWN'
              order by offer_id, valid_from desc)
            select (select min(total) from offered) as ever,
              (select min(f.total) from offered f left join opened o using (offer_id)
                where f.valid_from >= coalesce(o.at, '-infinity')) as lowest,
              exists (select 1 from opened) as known,
              coalesce((select bool_and(availability in ('OUT_OF_STOCK', 'DISCONTINUED')) from said), false) as refused""";

    private final Alerts alerts;

    BestWatching(Alerts alerts) {
        this.alerts = alerts;
    }

    /** How many alerts there were. The offers are as they are now; the new point of the one that changed is not there yet. */
    Uni<Integer> tell(SqlConnection tx, long product, PricePoint changed, JsonObject about) {
        return Db.run(tx, PRODUCT, product)
                .flatMap(held -> Db.run(tx, WATCHES, product))
                .flatMap(rows -> rows.size() == 0
                        ? Uni.createFrom().item(0)
                        : after(tx, product, changed, about.getLong("offer"))
                                .flatMap(point -> steps(tx, product, rows, point, about)));
    }

    // Another offer may have changed later, and been written sooner: what it told is past by now, and is not told
    // again.
    private static Uni<PricePoint> after(SqlConnection tx, long product, PricePoint changed, long offer) {
        return Db.run(tx, LAST, product, offer).map(rows -> {
            Instant last = Db.instant(rows.iterator().next(), "last");
            return last == null || last.isBefore(changed.from())
                    ? changed
                    : new PricePoint(last.plus(1, ChronoUnit.MICROS), changed.price(), changed.availability());
        });
    }

    private Uni<Integer> steps(
            SqlConnection tx, long product, RowSet<Row> watches, PricePoint changed, JsonObject about) {
        return Multi.createFrom()
                .iterable(Db.list(watches, row -> row))
                .onItem()
                .transformToUniAndConcatenate(row -> step(tx, product, row, changed, about))
                .collect()
                .asList()
                .map(told -> told.stream().mapToInt(Integer::intValue).sum());
    }

    private Uni<Integer> step(SqlConnection tx, long product, Row row, PricePoint changed, JsonObject about) {
        Watch watch = Alerts.watch(row);
        String currency = currency(watch, changed).orElse("");
        return best(tx, product, currency, changed.from())
                .flatMap(best -> past(tx, product, best.point, watch.rule())
                        .flatMap(past ->
                                alerts.step(tx, row.getLong("id"), watch.next(best.point, past), best.about(about))));
    }

    /** Offers in several currencies have no best one: a watch stays with the currency that it began in. */
    private static Optional<String> currency(Watch watch, PricePoint changed) {
        if (watch.rule() instanceof Rule.Target(Money target)) {
            return Optional.of(target.currency());
        }
        return Optional.ofNullable(watch.reference())
                .or(() -> Optional.ofNullable(changed.price()))
                .map(Money::currency);
    }

    /** The best offer of a product now, in a currency. */
    static Uni<Best> best(SqlClient tx, long product, String currency, Instant now) {
        return Db.run(tx, BEST, product, currency)
                .flatMap(found -> Db.run(tx, THERE, product).map(rows -> {
                    Row stock = rows.iterator().next();
                    Row row = found.size() == 0 ? null : found.iterator().next();
                    Availability there = Boolean.TRUE.equals(stock.getBoolean("there"))
                            ? Availability.IN_STOCK
                            : Boolean.TRUE.equals(stock.getBoolean("refused"))
                                    ? Availability.OUT_OF_STOCK
                                    : Availability.UNKNOWN;
                    return row == null
                            ? new Best(null, null, new PricePoint(now, null, there))
                            : new Best(
                                    row.getLong("id"),
                                    row.getString("shop"),
                                    new PricePoint(now, Rows.money(row.getLong("total"), currency), there));
                }));
    }

    static Uni<Past> past(SqlClient tx, long product, PricePoint now, Rule rule) {
        Money price = now.price();
        String currency = price == null ? "" : price.currency();
        return Db.run(tx, PAST, product, Db.time(now.from()), Db.time(now.from().minus(rule.window())), currency)
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Past(
                            price == null ? null : Rows.money(row.getLong("ever"), currency),
                            price == null ? null : Rows.money(row.getLong("lowest"), currency),
                            price != null && row.getBoolean("known"),
                            row.getBoolean("refused"));
                });
    }

    /**
     * A product's best offer.
     *
     * @param offer null if there is none
     * @param point its price with the sending
     */
    record Best(@Nullable Long offer, @Nullable String shop, PricePoint point) {

        // What changed may be another offer than the best one.
        JsonObject about(JsonObject changed) {
            Money price = point.price();
            JsonObject about = changed.copy()
                    .put("best", true)
                    .put("availability", point.availability().name())
                    .put("price", price == null ? null : price.amount().toPlainString())
                    .put("currency", price == null ? null : price.currency());
            if (offer == null || offer.equals(changed.getLong("offer"))) {
                return about;
            }
            about.remove("url");
            return about.put("offer", offer).put("shop", shop);
        }
    }
}
