package dev.catchwater.prices.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.OfferBook;
import dev.catchwater.prices.OfferBook.Rollup;
import dev.catchwater.prices.SandboxResource;
import dev.catchwater.prices.deal.History;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.money.Money;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Long histories, told within bounds. */
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class RollupTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2003-01-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(100));

    @Inject
    Pool pool;

    @Inject
    OfferBook catalog;

    private record Written(Instant at, long cents) {}

    @Test
    void eachStretchHasItsLowestItsHighestAndItsLastPrice() {
        Random dice = new Random(3);
        List<Written> all = new ArrayList<>();
        for (Instant at = START; at.isBefore(END); at = at.plusSeconds(3_600 + dice.nextInt(200_000))) {
            all.add(new Written(at, 1_000 + dice.nextInt(500)));
        }
        all.forEach(one -> write(-600, one));
        Map<Long, List<Rollup>> found =
                catalog.rollups(List.of(-600L), START, END, 10).await().atMost(PATIENCE);
        List<Rollup> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Instant from = START.plus(Duration.ofDays(10 * i));
            Instant to = from.plus(Duration.ofDays(10));
            List<Written> within = all.stream()
                    .filter(one -> !one.at.isBefore(from) && one.at.isBefore(to))
                    .toList();
            expected.add(new Rollup(
                    within.getLast().at,
                    euros(within.stream().mapToLong(Written::cents).min().orElseThrow()),
                    euros(within.stream().mapToLong(Written::cents).max().orElseThrow()),
                    euros(within.getLast().cents),
                    within.size()));
        }
        assertThat(found.get(-600L)).isEqualTo(expected);
    }

    @Test
    void ofAHistoryThatIsTooLongTheNewestPointsAreTold() {
        for (int i = 0; i < 30; i++) {
            write(-601, new Written(START.plus(Duration.ofDays(i)), 100 + i));
        }
        History history = catalog.histories(List.of(-601L), START, 10)
                .await()
                .atMost(PATIENCE)
                .get(-601L);
        assertThat(history.points())
                .extracting(PricePoint::price)
                .hasSize(10)
                .startsWith(euros(120))
                .endsWith(euros(129));
    }

    @Test
    void whatIsAskedForIsBounded() {
        given().get("/api/v1/products/987654/history/rollup").then().statusCode(404);
        given().get("/api/v1/products/987654/history/rollup?stretches=100000")
                .then()
                .statusCode(400);
    }

    private static Money euros(long cents) {
        return new Money(cents, "EUR");
    }

    private void write(long offer, Written one) {
        Db.run(pool, "select month_of_points($1)", Db.time(one.at))
                .flatMap(ready -> Db.run(
                        pool,
                        "insert into price_point values ($1, $2, 'EUR', $3, null, null, null, 'IN_STOCK', '')",
                        offer,
                        Db.time(one.at),
                        one.cents))
                .await()
                .atMost(PATIENCE);
    }
}
