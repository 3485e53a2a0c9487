package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook.Settled;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Quote;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the points of histories, and tells of each: to the watches, and to the log of events. */
@ApplicationScoped
class Points {

    private static final String ADD = """
            insert into price_point (offer_id, valid_from, currency, price, list, member, shipping, availability, evidence)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    private final Watching watching;
    private final BestWatching best;

    Points(Watching watching, BestWatching best) {
        this.watching = watching;
        this.best = best;
    }

    /** The offer itself has been written already. */
    Uni<Settled> write(SqlConnection tx, Change change) {
        Quote quote = change.quote;
        Tuple point = Tuple.wrap(new Object[] {
            change.offer,
            Db.time(change.at),
            Rows.currency(quote),
            Rows.minor(quote.price()),
            Rows.minor(quote.list()),
            Rows.minor(quote.member()),
            Rows.minor(quote.shipping()),
            quote.availability().name(),
            change.hash
        });
        JsonObject body = change.body();
        PricePoint told = new PricePoint(change.at, quote.price(), quote.availability());
        return Db.run(tx, "select month_of_points($1)", Db.time(change.at))
                // Before the point is there: what was before it must not include it.
                .flatMap(ready -> watching.tell(tx, change.offer, told, body))
                .flatMap(alerts -> best.tell(tx, change.product, told, body).map(more -> alerts + more))
                .call(alerts -> Db.run(tx, ADD, point))
                .call(alerts -> EventTable.add(tx, change.at, "price", body))
                .map(alerts -> new Settled(true, alerts));
    }

    /**
     * An offer that is not as it was.
     *
     * @param url of its own page; null if that is the page it was read from
     * @param hash of that page
     */
    record Change(
            long offer, long product, Page page, @Nullable URI url, Quote quote, String hash, Instant at) {

        JsonObject body() {
            Money price = quote.price();
            return new JsonObject()
                    .put("offer", offer)
                    .put("product", product)
                    .put("shop", page.shop().name())
                    .put("url", Objects.requireNonNullElse(url, page.url()).toString())
                    .put("price", price == null ? null : price.amount().toPlainString())
                    .put("currency", price == null ? null : price.currency())
                    .put("availability", quote.availability().name())
                    .put("at", at.toString());
        }
    }
}
