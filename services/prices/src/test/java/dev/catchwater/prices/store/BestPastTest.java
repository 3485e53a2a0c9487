package dev.catchwater.prices.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Offer;
import dev.catchwater.prices.OfferBook;
import dev.catchwater.prices.SandboxResource;
import dev.catchwater.prices.WatchBook;
import dev.catchwater.prices.deal.History;
import dev.catchwater.prices.deal.Past;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.deal.Rule;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class BestPastTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");

    @Inject
    Pool pool;

    @Inject
    BestWatching watching;

    @Inject
    WatchBook watches;

    @Inject
    OfferBook catalog;

    @Test
    void thePastOfAProductIsThatOfAllItsOffersTogether() {
        Random dice = new Random(9);
        for (int round = 0; round < 25; round++) {
            long product = product();
            List<History> histories = new ArrayList<>();
            for (int i = 0; i < 1 + dice.nextInt(3); i++) {
                List<PricePoint> points = points(dice);
                long offer = offer(product, points);
                points.forEach(point -> write(offer, point));
                histories.add(new History(points));
            }
            PricePoint now = new PricePoint(
                    START.plus(Duration.ofDays(40 + dice.nextInt(60))), new Money(1, "EUR"), Availability.IN_STOCK);
            for (int days : new int[] {1, 7, 30}) {
                Rule rule = new Rule.LowestIn(Duration.ofDays(days));
                assertThat(BestWatching.past(pool, product, now, rule).await().atMost(PATIENCE))
                        .as(
                                "%d days before %s of %s",
                                days,
                                now,
                                histories.stream().map(History::points).toList())
                        .isEqualTo(past(histories, now, rule.window()));
            }
            run("delete from frontier_address where id in (select page_id from offer where product_id = " + product
                    + ")");
            run("delete from product where id = " + product);
        }
    }

    @Test
    void whatAnotherOfferToldIsNotToldAgainByOneThatChangedBeforeItAndIsWrittenAfterIt() {
        long product = product();
        long slow = offer(product, START, 95, START.plusSeconds(1));
        long quick = offer(product, START, 80, START.plusSeconds(2));
        write(quick, point(START.plusSeconds(2), 80));
        run("insert into watch (product_id, rule, armed, added_at) values (" + product
                + ", '{\"kind\":\"all-time-low\"}', true, now())");
        PricePoint changed = point(START.plusSeconds(1), 95);
        int told = pool.withTransaction(tx -> watching.tell(tx, product, changed, new JsonObject().put("offer", slow)))
                .await()
                .atMost(PATIENCE);
        assertThat(told).isZero();
        // Of the same moment, as of one list.
        run("update offer set since = '" + changed.from() + "' where id = " + quick);
        run("update price_point set valid_from = '" + changed.from() + "' where valid_from > '" + changed.from()
                + "' and offer_id = " + quick);
        assertThat(pool.withTransaction(tx -> watching.tell(tx, product, changed, new JsonObject().put("offer", slow)))
                        .await()
                        .atMost(PATIENCE))
                .isZero();
        run("delete from frontier_address where id in (select page_id from offer where product_id = " + product + ")");
        run("delete from product where id = " + product);
    }

    @Test
    void aWatchThatIsAddedWhileAPriceIsWrittenBeginsWithThatPrice() {
        long product = product();
        long offer = offer(product, START, 100, START);
        AtomicReference<CompletableFuture<Optional<WatchBook.Watched>>> added = new AtomicReference<>();
        Rule target = new Rule.Target(new Money(90, "EUR"));
        pool.withTransaction(tx -> Db.run(tx, "update offer set price = 80 where id = $1", offer)
                        .flatMap(done -> watching.tell(
                                tx, product, point(START.plusSeconds(1), 80), new JsonObject().put("offer", offer)))
                        .invoke(told -> added.set(watches.add(new WatchBook.Subject.BestOf(product), target, START)
                                .subscribeAsCompletionStage()))
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(700)))
                .await()
                .atMost(PATIENCE);
        assertThat(added.get().join().orElseThrow().armed()).isFalse();
        run("delete from frontier_address where id in (select page_id from offer where product_id = " + product + ")");
        run("delete from product where id = " + product);
    }

    @Test
    void offersAreInTheOrderOfTheirPricesWithinACurrencyAndTheUsualOneComesFirst() {
        long product = product();
        long yen = offer(product, START, 90, START);
        run("update offer set currency = 'JPY' where id = " + yen);
        long dear = offer(product, START, 120, START);
        long cheap = offer(product, START, 100, START);
        long none = offer(product, START, 1, START);
        run("update offer set currency = null, price = null where id = " + none);
        assertThat(catalog.offers(product, 10).await().atMost(PATIENCE))
                .extracting(Offer::id)
                .containsExactly(cheap, dear, yen, none);
        run("delete from frontier_address where id in (select page_id from offer where product_id = " + product + ")");
        run("delete from product where id = " + product);
    }

    // Both were at 100 to begin with.
    private long offer(long product, Instant from, long price, Instant since) {
        long offer = offer(product, List.of(point(from, 100)));
        write(offer, point(from, 100));
        run("update offer set price = %d, currency = 'EUR', since = '%s' where id = %d".formatted(price, since, offer));
        return offer;
    }

    private static PricePoint point(Instant at, long price) {
        return new PricePoint(at, new Money(price, "EUR"), Availability.IN_STOCK);
    }

    /** An oracle that puts together what each whole history says. */
    private static Past past(List<History> histories, PricePoint now, Duration window) {
        List<Past> each =
                histories.stream().map(one -> Past.of(one, now, window)).toList();
        List<Availability> said = histories.stream()
                .flatMap(one -> last(one, now.from()).stream())
                .toList();
        return new Past(
                lowest(each.stream().map(Past::everLowest)),
                lowest(each.stream().map(Past::windowLowest)),
                each.stream().anyMatch(Past::windowKnown),
                !said.isEmpty() && said.stream().allMatch(Availability::refused));
    }

    private static Money lowest(Stream<Money> all) {
        return all.filter(Objects::nonNull).min(Money::compareTo).orElse(null);
    }

    private static Optional<Availability> last(History history, Instant before) {
        return history.before(before).points().reversed().stream()
                .map(PricePoint::availability)
                .filter(one -> one != Availability.UNKNOWN)
                .findFirst();
    }

    private long product() {
        return id(run("insert into product (title, added_at) values ('Best', now()) returning id"));
    }

    private long offer(long product, List<PricePoint> points) {
        run(
                "insert into frontier_host (origin, not_before) values ('http://best.example', now()) on conflict do nothing");
        long shop = run("insert into shop (name, base, added_at) values ('b', 'http://best.example/', now())"
                        + " on conflict (base) do update set name = 'b' returning id")
                .iterator()
                .next()
                .getInteger("id");
        long page =
                id(run("insert into frontier_address (url, origin) values ('http://best.example/' || gen_random_uuid(),"
                        + " 'http://best.example') returning id"));
        run("insert into page (id, shop_id, kind, why, state, added_at) values (" + page + ", " + shop
                + ", 'PRODUCT', '', 'NEW', now())");
        return id(run(
                "insert into offer (page_id, product_id, shop_id, availability, evidence, since, checked_at) values ("
                        + page + ", " + product + ", " + shop + ", '"
                        + points.getLast().availability()
                        + "', '[]', now(), now()) returning id"));
    }

    private void write(long offer, PricePoint point) {
        Money price = point.price();
        String at = "'" + point.from() + "'";
        run("select month_of_points(" + at + ")");
        // Part of what is paid is the sending, for some.
        long sending = price == null ? 0 : price.minor() % 3;
        run("insert into price_point values (%d, %s, %s, %s, null, null, %s, '%s', '')"
                .formatted(
                        offer,
                        at,
                        price == null ? "null" : "'" + price.currency() + "'",
                        price == null ? "null" : Long.toString(price.minor() - sending),
                        sending == 0 ? "null" : Long.toString(sending),
                        point.availability()));
    }

    private RowSet<Row> run(String sql) {
        return Db.run(pool, sql).await().atMost(PATIENCE);
    }

    private static long id(RowSet<Row> rows) {
        return rows.iterator().next().getLong("id");
    }

    private static List<PricePoint> points(Random dice) {
        List<PricePoint> points = new ArrayList<>();
        Instant at = START;
        Availability[] all = Availability.values();
        for (int i = 0; i < 2 + dice.nextInt(10); i++) {
            at = at.plus(Duration.ofHours(1 + dice.nextInt(300)));
            String currency = dice.nextInt(8) == 0 ? "CHF" : "EUR";
            Money price = dice.nextInt(6) == 0 ? null : new Money(40 + dice.nextInt(50), currency);
            points.add(new PricePoint(at, price, all[dice.nextInt(all.length)]));
        }
        return points;
    }
}
