package dev.catchwater.prices.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.SandboxResource;
import dev.catchwater.prices.event.EventBook;
import dev.catchwater.prices.event.Retention;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class RetentionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    @Inject
    Retention retention;

    @Inject
    EventBook events;

    @Test
    void monthsThatEndedBeforeAreDroppedAndWhatHeldThenStillHolds() {
        // Long before all that other tests write.
        write(-500, "2001-01-05T00:00:00Z", 900);
        write(-500, "2001-01-20T00:00:00Z", 800);
        write(-500, "2001-03-02T00:00:00Z", 700);
        write(-501, "2001-01-31T23:59:59Z", 50);
        assertThat(forget("2001-01-31T23:59:59Z")).isFalse();
        assertThat(forget("2001-03-15T00:00:00Z")).isTrue();
        assertThat(points(-500)).containsExactly("2001-02-01T00:00:00Z 800", "2001-03-02T00:00:00Z 700");
        assertThat(forget("2001-03-15T00:00:00Z")).isTrue();
        assertThat(points(-500)).containsExactly("2001-03-01T00:00:00Z 800", "2001-03-02T00:00:00Z 700");
        assertThat(points(-501)).containsExactly("2001-03-01T00:00:00Z 50");
        assertThat(forget("2001-03-15T00:00:00Z")).isFalse();
        assertThat(forget("2001-04-01T00:00:00Z")).isTrue();
        assertThat(points(-500)).containsExactly("2001-04-01T00:00:00Z 700");
    }

    @Test
    void trimmingTellsWhetherThereMayBeMoreToTrim() {
        Db.run(
                        pool,
                        "insert into event (at, type, body) select '2001-01-01', 'price', '{}' from generate_series(1, 25)")
                .await()
                .atMost(PATIENCE);
        assertThat(trim()).isEqualTo(20);
        assertThat(trim()).isEqualTo(5);
        assertThat(trim()).isZero();
    }

    @Test
    void alertsAndReviewsAreForgottenInTimeAndOpenContradictionsNever() {
        run("insert into product (id, title, added_at) overriding system value values (-70, 'Kettle', '2001-01-01')");
        run("insert into watch (id, product_id, rule, armed, added_at) overriding system value values (-70, -70,"
                + " '{\"kind\": \"all-time-low\"}', true, '2001-01-01')");
        run("insert into alert (watch_id, at, body) values (-70, '2001-01-05', '{}'), (-70, '2001-01-06', '{}'),"
                + " (-70, '2001-02-05', '{}')");
        run("insert into review (product_id, kind, reason, candidates, added_at, decided_at) values"
                + " (-70, 'CONFLICT', 'decided', '[]', '2001-01-01', '2001-01-05'),"
                + " (-70, 'ALIKE', 'just decided', '[]', '2001-01-01', '2001-02-05'),"
                + " (-70, 'CONFLICT', 'open', '[]', '2001-01-01', null),"
                + " (-70, 'ALIKE', 'proposed', '[]', '2001-01-01', null),"
                + " (-70, 'ALIKE', 'just proposed', '[]', '2001-02-05', null)");
        Instant before = Instant.parse("2001-02-01T00:00:00Z");
        assertThat(retention.forgetAlerts(before, 1).await().atMost(PATIENCE)).isEqualTo(1);
        assertThat(retention.forgetAlerts(before, 10).await().atMost(PATIENCE)).isEqualTo(1);
        assertThat(retention.forgetReviews(before, 10).await().atMost(PATIENCE)).isEqualTo(2);
        assertThat(texts("select at::date::text as it from alert where watch_id = -70"))
                .containsExactly("2001-02-05");
        assertThat(texts("select reason as it from review where product_id = -70 order by reason"))
                .containsExactly("just decided", "just proposed", "open");
        run("delete from review where product_id = -70");
        run("delete from watch where id = -70");
        run("delete from product where id = -70");
    }

    private void run(String sql) {
        Db.run(pool, sql).await().atMost(PATIENCE);
    }

    private List<String> texts(String sql) {
        return Db.run(pool, sql)
                .map(rows -> Db.list(rows, row -> row.getString("it")))
                .await()
                .atMost(PATIENCE);
    }

    private int trim() {
        return events.trim(Instant.parse("2001-02-01T00:00:00Z"), 20).await().atMost(PATIENCE);
    }

    private boolean forget(String before) {
        return retention.forgetMonth(Instant.parse(before)).await().atMost(PATIENCE);
    }

    private void write(long offer, String at, long cents) {
        Instant from = Instant.parse(at);
        Db.run(pool, "select month_of_points($1)", Db.time(from))
                .flatMap(ready -> Db.run(
                        pool,
                        "insert into price_point values ($1, $2, 'EUR', $3, null, null, null, 'IN_STOCK', '')",
                        offer,
                        Db.time(from),
                        cents))
                .await()
                .atMost(PATIENCE);
    }

    private List<String> points(long offer) {
        return Db.run(pool, "select * from price_point where offer_id = $1 order by valid_from", offer)
                .map(rows -> Db.list(rows, row -> Db.requireInstant(row, "valid_from") + " " + row.getLong("price")))
                .await()
                .atMost(PATIENCE);
    }
}
