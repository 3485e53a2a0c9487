package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.deal.Past;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.deal.Watch;
import dev.catchwater.prices.money.Money;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Shows each new point to the watches of its offer, in the transaction that writes it. */
@ApplicationScoped
class Watching {

    private final Alerts alerts;

    Watching(Alerts alerts) {
        this.alerts = alerts;
    }

    private static final String WATCHES = "select * from watch where offer_id = $1 order by id for update";

    // The point that held when the window opens is the last one not after it.
    private static final String PAST = """
            with p as (select valid_from, price, currency, availability from price_point
              where offer_id = $1 and valid_from < $2),
            opened as (select max(valid_from) as at from p where valid_from <= $3),
            offered as (select * from p where price is not null and currency = $4
              and availability not in ('OUT_OF_STOCK', 'DISCONTINUED'))
            select (select min(price) from offered) as ever,
              (select min(price) from offered
                where valid_from >= coalesce((select at from opened), '-infinity')) as lowest,
              (select at from opened) is not null as known,
              coalesce((select availability in ('OUT_OF_STOCK', 'DISCONTINUED') from p
                where availability <> 'UNKNOWN' order by valid_from desc limit 1), false) as refused""";

    /** How many alerts there were. */
    Uni<Integer> tell(SqlConnection tx, long offer, PricePoint now, JsonObject about) {
        return Db.run(tx, WATCHES, offer)
                .flatMap(rows -> Multi.createFrom()
                        .iterable(Db.list(rows, row -> row))
                        .onItem()
                        .transformToUniAndConcatenate(row -> step(tx, offer, row, now, about))
                        .collect()
                        .asList()
                        .map(told -> told.stream().mapToInt(Integer::intValue).sum()));
    }

    private Uni<Integer> step(SqlConnection tx, long offer, Row row, PricePoint now, JsonObject about) {
        Watch watch = Alerts.watch(row);
        return past(tx, offer, now, watch.rule().window())
                .flatMap(past -> alerts.step(tx, row.getLong("id"), watch.next(now, past), about));
    }

    /** What was before a point; the same as {@link Past#of} says of the whole history. */
    static Uni<Past> past(SqlClient tx, long offer, PricePoint now, Duration window) {
        Money price = now.price();
        String currency = price == null ? "" : price.currency();
        Instant opens = now.from().minus(window);
        return Db.run(tx, PAST, offer, Db.time(now.from()), Db.time(opens), currency)
                .map(rows -> {
                    Row row = rows.iterator().next();
                    boolean known = price != null && row.getBoolean("known");
                    return new Past(
                            price == null ? null : Rows.money(row.getLong("ever"), currency),
                            price == null ? null : Rows.money(row.getLong("lowest"), currency),
                            known,
                            row.getBoolean("refused"));
                });
    }
}
