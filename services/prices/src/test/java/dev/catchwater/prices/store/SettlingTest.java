package dev.catchwater.prices.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Hold;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.SandboxResource;
import dev.catchwater.prices.Settlement;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.match.Listing;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.offer.Quote;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Looks that are written while others write, or take the page away. */
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class SettlingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long FENCE = 7;

    @Inject
    Pool pool;

    @Inject
    PageBook book;

    @Test
    void aLongListIsPlacedInPortions() {
        Page page = page("long-list");
        settle(page, 230).await().atMost(PATIENCE);
        // Who else places something new waits for one of them, and not for the whole list.
        assertThat(numbers(
                        "select count(*) as it from price_point p join offer o on o.id = p.offer_id where o.page_id = "
                                + page.id() + " group by p.xmin::text order by it"))
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(portion -> portion <= 50);
        assertThat(numbers("select count(*) as it from offer where page_id = " + page.id()))
                .containsExactly(230L);
        remove(page);
    }

    @Test
    void whoLostItsTurnPlacesNothingOfALongList() {
        Page page = page("lost-list");
        run("update frontier_host set fence = 8 where origin = 'https://lost-list.example'");
        assertThatThrownBy(() -> settle(page, 230).await().atMost(PATIENCE)).isInstanceOf(PageBook.Overtaken.class);
        assertThat(numbers("select count(*) as it from offer where page_id = " + page.id()))
                .containsExactly(0L);
        remove(page);
    }

    @Test
    void aPageThatIsRemovedWhileALookIsWrittenLeavesNothingBehind() {
        Page page = page("removed");
        // Who makes a month's partition keeps others from all points, which would hide what is shown here.
        run("select month_of_points(now())");
        // So slow that it is not over when the page is removed; the point is there by then, and nobody else sees it.
        run("create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(2); return new; end'");
        run("create trigger slow before insert on event for each row"
                + " when (new.body->>'url' like '%removed.example%') execute function slow()");
        try {
            CompletableFuture<PageBook.Settled> settled = settle(page, 1).subscribeAsCompletionStage();
            await().atMost(PATIENCE)
                    .until(() -> numbers("select count(*) as it from pg_stat_activity where wait_event = 'PgSleep'")
                            .equals(List.of(1L)));
            remove(page);
            settled.join();
        } finally {
            run("drop function slow cascade");
        }
        assertThat(numbers("select count(*) as it from price_point where evidence = 'hash-of-removed'"))
                .containsExactly(0L);
    }

    private Page page(String name) {
        Instant never = Instant.parse("2100-01-01T00:00:00Z");
        URI url = URI.create("https://" + name + ".example/feed.xml");
        Pace pace = Pace.start(Pace.Limits.DEFAULT, Instant.now());
        Page page = book.add(url, Page.Kind.FEED, null, name, null, pace, 1_000_000, never)
                .await()
                .atMost(PATIENCE)
                .page();
        run("update frontier_host set held_until = '2200-01-01', fence = " + FENCE + " where origin = '" + page.origin()
                + "'");
        return page;
    }

    private Uni<PageBook.Settled> settle(Page page, int things) {
        Instant now = Instant.now();
        String name = page.shop().name();
        Hold hold = new Hold(page.origin(), FENCE, page.id(), Instant.parse("2200-01-01T00:00:00Z"), false);
        Reading reading = new Reading(
                IntStream.range(0, things).mapToObj(i -> thing(name, i)).toList(), "hash-of-" + name, null);
        Pace pace = Pace.start(Pace.Limits.DEFAULT, now);
        Settlement settlement = new Settlement(
                Page.State.OK,
                null,
                null,
                "",
                null,
                null,
                List.of(),
                null,
                pace,
                Set.of(),
                reading,
                null,
                null,
                Page.Way.STRAIGHT,
                pace);
        return book.settle(page, hold, settlement, now);
    }

    private static Reading.Thing thing(String name, int number) {
        Money price = new Money(1_000 + number, "EUR");
        Quote quote = new Quote(price, null, null, null, false, Availability.IN_STOCK, null, null, List.of());
        Listing listing = new Listing(name + " " + number * 7_919, null, List.of(), null, null, null);
        return new Reading.Thing("n" + number, listing, null, null, quote);
    }

    private void remove(Page page) {
        assertThat(book.remove(page.id()).await().atMost(PATIENCE)).isTrue();
    }

    private void run(String sql) {
        Db.run(pool, sql).await().atMost(PATIENCE);
    }

    private List<Long> numbers(String sql) {
        return Db.run(pool, sql)
                .map(rows -> Db.list(rows, row -> row.getLong("it")))
                .await()
                .atMost(PATIENCE);
    }
}
