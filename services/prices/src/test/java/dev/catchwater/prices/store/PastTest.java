package dev.catchwater.prices.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.SandboxResource;
import dev.catchwater.prices.deal.History;
import dev.catchwater.prices.deal.Past;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class PastTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    @Inject
    Pool pool;

    @Test
    void theDatabaseFindsOfThePastWhatTheWholeHistorySays() {
        Random dice = new Random(5);
        for (long offer = -1; offer > -40; offer--) {
            List<PricePoint> points = points(dice);
            for (PricePoint point : points.subList(0, points.size() - 1)) {
                write(offer, point);
            }
            PricePoint now = points.getLast();
            for (int days : new int[] {1, 7, 30}) {
                Duration window = Duration.ofDays(days);
                assertThat(Watching.past(pool, offer, now, window).await().atMost(PATIENCE))
                        .as("%d days before %s", days, points)
                        .isEqualTo(Past.of(new History(points), now, window));
            }
        }
    }

    @Test
    void everyMonthHasItsPartition() {
        write(-100, point(START, 100));
        write(-100, point(START.plus(Duration.ofDays(40)), 90));
        List<String> tables = Db.list(
                Db.run(pool, "select distinct tableoid::regclass::text as t from price_point where offer_id = -100")
                        .await()
                        .atMost(PATIENCE),
                row -> row.getString("t"));
        assertThat(tables).containsExactlyInAnyOrder("price_point_202401", "price_point_202402");
    }

    private void write(long offer, PricePoint point) {
        Money price = point.price();
        Db.run(pool, "select month_of_points($1)", Db.time(point.from()))
                .await()
                .atMost(PATIENCE);
        Db.run(
                        pool,
                        "insert into price_point values ($1, $2, $3, $4, null, null, null, $5, '')",
                        offer,
                        Db.time(point.from()),
                        price == null ? null : price.currency(),
                        Rows.minor(price),
                        point.availability().name())
                .await()
                .atMost(PATIENCE);
    }

    private static PricePoint point(Instant at, int euros) {
        return new PricePoint(at, new Money(euros * 100L, "EUR"), Availability.IN_STOCK);
    }

    private static List<PricePoint> points(Random dice) {
        List<PricePoint> points = new ArrayList<>();
        Instant at = START;
        Availability[] all = Availability.values();
        for (int i = 0; i < 3 + dice.nextInt(12); i++) {
            at = at.plus(Duration.ofHours(1 + dice.nextInt(400)));
            String currency = dice.nextInt(8) == 0 ? "CHF" : "EUR";
            Money price = dice.nextInt(6) == 0 ? null : new Money(40 + dice.nextInt(50), currency);
            points.add(new PricePoint(at, price, all[dice.nextInt(all.length)]));
        }
        return points;
    }
}
