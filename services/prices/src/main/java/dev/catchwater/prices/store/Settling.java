package dev.catchwater.prices.store;

import dev.catchwater.crawl.frontier.Frontier;
import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Hold;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook.Settled;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.Settlement;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Quote;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down what came of a look, in one transaction: all of it or nothing, and the same again changes nothing. */
@ApplicationScoped
class Settling {

    private static final String PAGE = """
            update page set state = $2, note = $3, why = $4, etag = $5, last_modified = $6,
              looked_at = case when $9 then $7 else looked_at end, looks = $8, doubted = $10, via = $11,
              via_lasting = $12, hops = $13 where id = $1""";
    private static final String FOUND = """
            insert into page (id, shop_id, kind, containing, why, state, added_at)
            select n, $1::int, $2::text, $3::text, 'a sitemap names it', 'NEW', $4::timestamptz from unnest($5::bigint[]) n""";

    /** So that they do not all become due at once. */
    private static final Duration APART = Duration.ofSeconds(1);

    private static final String OFFER = "select * from offer where page_id = $1 for update";
    private static final String ADD = """
            insert into offer (page_id, product_id, shop_id, currency, price, list, member, shipping, price_range,
              availability, condition, seller, evidence, since, checked_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) returning id""";
    private static final String UPDATE = """
            update offer set currency = $2, price = $3, list = $4, member = $5, shipping = $6, price_range = $7,
              availability = $8, condition = $9, seller = $10, evidence = $11, since = $12, checked_at = $12 where id = $1""";
    private static final String CHECKED = "update offer set checked_at = $2 where page_id = $1";
    private static final String POINT = """
            insert into price_point (offer_id, valid_from, currency, price, list, member, shipping, availability, evidence)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    private final Pool pool;
    private final Turns turns;
    private final Hosts hosts;
    private final Placing placing;
    private final Watching watching;

    Settling(Pool pool, Turns turns, Hosts hosts, Placing placing, Watching watching) {
        this.pool = pool;
        this.turns = turns;
        this.hosts = hosts;
        this.placing = placing;
        this.watching = watching;
    }

    // What a sitemap found first: who adds waits for others that add, and must not hold a host meanwhile.
    Uni<Settled> settle(Page page, Hold hold, Settlement settlement, Instant now) {
        return Db.transaction(
                pool,
                tx -> found(tx, page, settlement.found(), now)
                        .flatMap(done -> turns.end(tx, page, hold, settlement, now))
                        .flatMap(ended -> Db.run(tx, PAGE, parameters(page, settlement, now)))
                        .flatMap(updated -> hosts.settle(
                                tx, page, settlement.pace(), settlement.signs(), settlement.answered(), now))
                        .flatMap(done -> offer(tx, page, settlement, now)));
    }

    private Uni<Void> found(SqlConnection tx, Page page, Settlement.@Nullable Found found, Instant now) {
        return found == null
                ? Uni.createFrom().voidItem()
                : found(tx, page, Page.Kind.SITEMAP, found.sitemaps(), found.most(), now)
                        .flatMap(done -> found(tx, page, Page.Kind.PRODUCT, found.pages(), found.most(), now));
    }

    private Uni<Void> found(SqlConnection tx, Page page, Page.Kind kind, List<URI> addresses, int most, Instant now) {
        String containing = kind == Page.Kind.SITEMAP ? page.containing() : null;
        return turns.frontier()
                .add(tx, addresses, now.plus(APART), APART, most)
                .flatMap(added -> {
                    Long[] ids = added.stream().map(Frontier.Added::id).toArray(Long[]::new);
                    return Db.run(tx, FOUND, page.shop().id(), kind.name(), containing, Db.time(now), ids);
                })
                .replaceWithVoid();
    }

    private static Tuple parameters(Page page, Settlement s, Instant now) {
        // Between looks that told something: a wall in between is none.
        boolean told = s.state() == Page.State.OK || s.state() == Page.State.NOTHING;
        URI via = s.way().via();
        return Tuple.wrap(new Object[] {
            page.id(),
            s.state().name(),
            s.note(),
            s.why(),
            s.etag(),
            s.lastModified(),
            Db.time(now),
            Rows.looks(s.looks()),
            told,
            s.doubted(),
            via == null ? null : via.toString(),
            s.way().lasting(),
            s.way().hops()
        });
    }

    private Uni<Settled> offer(SqlConnection tx, Page page, Settlement settlement, Instant now) {
        Reading reading = settlement.reading();
        if (reading == null) {
            return settlement.state() == Page.State.OK
                    ? Db.run(tx, CHECKED, page.id(), Db.time(now)).replaceWith(new Settled(false, 0))
                    : Uni.createFrom().item(new Settled(false, 0));
        }
        return Db.run(tx, OFFER, page.id())
                .flatMap(rows -> rows.size() == 0
                        ? first(tx, page, reading, now)
                        : again(tx, rows.iterator().next(), page, reading, now));
    }

    private Uni<Settled> first(SqlConnection tx, Page page, Reading reading, Instant now) {
        return placing.product(tx, reading, now).flatMap(product -> {
            Quote quote = reading.quote();
            Tuple values = Tuple.wrap(new Object[] {
                page.id(),
                product,
                page.shop().id(),
                currency(quote),
                Rows.minor(quote.price()),
                Rows.minor(quote.list()),
                Rows.minor(quote.member()),
                Rows.minor(quote.shipping()),
                quote.range(),
                quote.availability().name(),
                quote.condition(),
                quote.seller(),
                Rows.proofs(quote.proofs()),
                Db.time(now)
            });
            return Db.run(tx, ADD, values)
                    .flatMap(added -> changed(tx, added.iterator().next().getLong("id"), product, page, reading, now));
        });
    }

    private Uni<Settled> again(SqlConnection tx, Row offer, Page page, Reading reading, Instant now) {
        Quote quote = reading.quote();
        if (same(Rows.quote(offer), quote)) {
            return Db.run(tx, CHECKED, page.id(), Db.time(now)).replaceWith(new Settled(false, 0));
        }
        long id = offer.getLong("id");
        Tuple values = Tuple.wrap(new Object[] {
            id,
            currency(quote),
            Rows.minor(quote.price()),
            Rows.minor(quote.list()),
            Rows.minor(quote.member()),
            Rows.minor(quote.shipping()),
            quote.range(),
            quote.availability().name(),
            quote.condition(),
            quote.seller(),
            Rows.proofs(quote.proofs()),
            Db.time(now)
        });
        return Db.run(tx, UPDATE, values)
                .flatMap(done -> changed(tx, id, offer.getLong("product_id"), page, reading, now));
    }

    // What is kept of a price is what it is, not how the page put it.
    private static boolean same(Quote before, Quote now) {
        return Objects.equals(before.price(), now.price())
                && Objects.equals(before.list(), now.list())
                && Objects.equals(before.member(), now.member())
                && Objects.equals(before.shipping(), now.shipping())
                && before.availability() == now.availability();
    }

    private Uni<Settled> changed(SqlConnection tx, long offer, long product, Page page, Reading reading, Instant now) {
        Quote quote = reading.quote();
        Tuple point = Tuple.wrap(new Object[] {
            offer,
            Db.time(now),
            currency(quote),
            Rows.minor(quote.price()),
            Rows.minor(quote.list()),
            Rows.minor(quote.member()),
            Rows.minor(quote.shipping()),
            quote.availability().name(),
            reading.hash()
        });
        JsonObject body = body(offer, product, page, quote, now);
        PricePoint told = new PricePoint(now, quote.price(), quote.availability());
        return Db.run(tx, "select month_of_points($1)", Db.time(now))
                // Before the point is there: what was before it must not include it.
                .flatMap(ready -> watching.tell(tx, offer, told, body))
                .call(alerts -> Db.run(tx, POINT, point))
                .call(alerts -> EventTable.add(tx, now, "price", body))
                .map(alerts -> new Settled(true, alerts));
    }

    private static JsonObject body(long offer, long product, Page page, Quote quote, Instant now) {
        Money price = quote.price();
        return new JsonObject()
                .put("offer", offer)
                .put("product", product)
                .put("shop", page.shop().name())
                .put("url", page.url().toString())
                .put("price", price == null ? null : price.amount().toPlainString())
                .put("currency", price == null ? null : price.currency())
                .put("availability", quote.availability().name())
                .put("at", now.toString());
    }

    private static @Nullable String currency(Quote quote) {
        for (Money money : new Money[] {quote.price(), quote.list(), quote.member(), quote.shipping()}) {
            if (money != null) {
                return money.currency();
            }
        }
        return null;
    }
}
