package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Outbox;
import dev.catchwater.prices.deal.Watch;
import dev.catchwater.prices.money.Money;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Moves watches on, and tells what they tell: in the list of alerts, by the log of events and to the hooks. */
@ApplicationScoped
class Alerts {

    private static final String STEP =
            "update watch set armed = $2, reference = $3, reference_currency = $4 where id = $1";
    private static final String ALERT = "insert into alert (watch_id, at, body) values ($1, $2, $3) returning id";

    private final Outbox outbox;

    Alerts(Outbox outbox) {
        this.outbox = outbox;
    }

    static Watch watch(Row row) {
        return new Watch(
                RuleJson.rule(row.getJsonObject("rule")),
                row.getBoolean("armed"),
                Rows.money(row.getLong("reference"), row.getString("reference_currency")));
    }

    /** How many alerts there were. */
    Uni<Integer> step(SqlConnection tx, long watch, Watch.Step step, JsonObject about) {
        Money reference = step.watch().reference();
        return Db.run(
                        tx,
                        STEP,
                        watch,
                        step.watch().armed(),
                        Rows.minor(reference),
                        reference == null ? null : reference.currency())
                .flatMap(done -> step.alert().isEmpty()
                        ? Uni.createFrom().item(0)
                        : alert(tx, watch, step.alert().get(), about).replaceWith(1));
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
