package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Outbox;
import dev.catchwater.prices.deal.Past;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.deal.Rule;
import dev.catchwater.prices.deal.Watch;
import dev.catchwater.prices.money.Money;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Shows each new point to the watches of its offer, in the transaction that writes it. */
@ApplicationScoped
class Watching {

    private final Outbox outbox;

    Watching(Outbox outbox) {
        this.outbox = outbox;
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

    private static final String STEP =
            "update watch set armed = $2, reference = $3, reference_currency = $4 where id = $1";
    private static final String ALERT = "insert into alert (watch_id, at, body) values ($1, $2, $3) returning id";

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
        Watch watch = new Watch(
                RuleJson.rule(row.getJsonObject("rule")),
                row.getBoolean("armed"),
                Rows.money(row.getLong("reference"), row.getString("reference_currency")));
        Duration window = watch.rule() instanceof Rule.LowestIn(Duration days) ? days : Duration.ofDays(30);
        long id = row.getLong("id");
        return past(tx, offer, now, window).flatMap(past -> {
            Watch.Step step = watch.next(now, past);
            Money reference = step.watch().reference();
            return Db.run(
                            tx,
                            STEP,
                            id,
                            step.watch().armed(),
                            Rows.minor(reference),
                            reference == null ? null : reference.currency())
                    .flatMap(done -> step.alert().isEmpty()
                            ? Uni.createFrom().item(0)
                            : alert(tx, id, step.alert().get(), about).replaceWith(1));
        });
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

    private Uni<Void> alert(SqlConnection tx, long watch, Watch.Alert alert, JsonObject about) {
        Money compared = alert.compared();
        JsonObject body = about.copy()
                .put("watch", watch)
                .put("rule", RuleJson.of(alert.rule()))
                .put("compared", compared == null ? null : compared.amount().toPlainString());
        Instant at = alert.now().from();
        return Db.run(tx, ALERT, watch, Db.time(at), body)
                .map(rows -> rows.iterator().next().getLong("id"))
                .call(id -> EventTable.add(tx, at, "alert", body))
                .flatMap(id -> deliveries(tx, id, body, at));
    }

    // Enqueued here: an alert that is not committed is not sent either.
    private Uni<Void> deliveries(SqlConnection tx, long alert, JsonObject body, Instant at) {
        return Db.run(tx, Hooks.LIVE)
                .flatMap(rows -> Multi.createFrom()
                        .iterable(Db.list(rows, row -> row.getLong("id")))
                        .onItem()
                        .transformToUniAndConcatenate(hook -> {
                            Outbox.Statement job =
                                    outbox.delivery(hook, "alert-" + alert + "-" + hook, body.encode(), at);
                            return Db.run(tx, job.sql(), Tuple.from(job.values()));
                        })
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }
}
