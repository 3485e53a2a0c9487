package dev.catchwater.prices.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.OfferBook;
import dev.catchwater.prices.SandboxResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much a point takes, and how fast points are written and read: a million of them, of 50,000 offers over two years. */
@QuarkusTest
@Tag("trial")
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class PointsTrialTest {

    private static final Logger LOG = Logger.getLogger(PointsTrialTest.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int OFFERS = 50_000;
    private static final int BATCH = 50_000;

    @Inject
    Pool pool;

    @Inject
    OfferBook book;

    @Test
    void aMillionPointsAreSmallAndNear() {
        for (int month = 0; month < 24; month++) {
            run("select month_of_points(timestamptz '2010-01-01' + interval '%d months')".formatted(month));
        }
        // In the order of time, as they come; 20 points an offer.
        for (int round = 0; round < 20; round++) {
            run("""
                    insert into price_point select -(1000000 + n),
                      timestamptz '2010-01-01' + interval '36 days' * %d + interval '60 seconds' * n, 'EUR',
                      1000 + (random() * 9000)::bigint, case when n %% 4 = 0 then 12000 end, null, 490, 'IN_STOCK',
                      md5(n::text) from generate_series(0, %d) n""".formatted(round, BATCH - 1));
        }
        run("analyze price_point");
        double bytes = number("select sum(pg_total_relation_size(inhrelid)) as n from pg_inherits"
                + " where inhparent = 'price_point'::regclass");
        double rows = number("select count(*) as n from price_point");
        LOG.infof("points: %.0f, bytes each with indexes: %.0f", rows, bytes / rows);
        LOG.infof("written one by one over 8 connections: %.0f a second", written());
        long[] read = read();
        LOG.infof(
                "histories of 10 offers over 90 days: median %d µs, 99th of 100 %d µs",
                read[read.length / 2] / 1_000, read[read.length * 99 / 100] / 1_000);
        assertThat(bytes / rows).isBetween(50.0, 400.0);
        run("delete from price_point where offer_id <= -1000000");
    }

    private double written() {
        int count = 20_000;
        long began = System.nanoTime();
        Multi.createFrom()
                .range(0, count)
                .onItem()
                .transformToUni(n -> Db.run(
                        pool,
                        "insert into price_point values ($1, $2, 'EUR', 1000, null, null, 490, 'IN_STOCK', $3)",
                        -3_000_000L - n,
                        Db.time(Instant.parse("2011-11-01T00:00:00Z").plusSeconds(n)),
                        "0123456789abcdef0123456789abcdef"))
                .merge(32)
                .collect()
                .last()
                .await()
                .atMost(PATIENCE);
        return count / ((System.nanoTime() - began) / 1e9);
    }

    private long[] read() {
        Random dice = new Random(3);
        long[] took = new long[500];
        for (int i = 0; i < took.length; i++) {
            List<Long> offers = LongStream.range(0, 10)
                    .mapToObj(n -> -1_000_000L - dice.nextInt(OFFERS))
                    .toList();
            long began = System.nanoTime();
            var histories = book.histories(offers, Instant.parse("2011-08-01T00:00:00Z"), 5_000)
                    .await()
                    .atMost(PATIENCE);
            took[i] = System.nanoTime() - began;
            assertThat(histories).isNotEmpty();
        }
        Arrays.sort(took);
        return took;
    }

    private void run(String sql) {
        Db.run(pool, sql).await().atMost(PATIENCE);
    }

    private double number(String sql) {
        return Db.run(pool, sql)
                .map(rows -> rows.iterator().next().getNumeric("n").doubleValue())
                .await()
                .atMost(PATIENCE);
    }
}
