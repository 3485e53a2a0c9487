package dev.catchwater.postgres.sql;

import static dev.catchwater.postgres.Database.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.postgres.Database;
import dev.catchwater.postgres.StoreAway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DbTest {

    @Test
    void whatIsWrongWithAStatementIsNoAbsenceOfTheDatabaseAndAStoppedOneIs() {
        try (Database database = new Database()) {
            var pool = database.pool();
            assertThatThrownBy(() -> await(Db.run(pool, "select 1 from nowhere")))
                    .isInstanceOf(PgException.class);
            // 57014: a statement that ran out of its time, as when the server is overloaded.
            assertThatThrownBy(() -> await(Db.transaction(
                            pool,
                            tx -> Db.run(tx, "set local statement_timeout = 10")
                                    .flatMap(set -> Db.run(tx, "select pg_sleep(5)")))))
                    .isInstanceOf(StoreAway.class);
            // 25006: a standby, which is all that is there while another server takes over.
            assertThatThrownBy(() -> await(Db.transaction(
                            pool,
                            tx -> Db.run(tx, "set transaction read only")
                                    .flatMap(set -> Db.run(tx, "create table note (text text)")))))
                    .isInstanceOf(StoreAway.class);
            database.postgres().stop();
            assertThatThrownBy(() -> await(Db.run(pool, "select 1"))).isInstanceOf(StoreAway.class);
            assertThatThrownBy(() -> await(Db.transaction(pool, tx -> Db.run(tx, "select 1"))))
                    .isInstanceOf(StoreAway.class);
        }
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        try (Database database = new Database()) {
            var pool = database.pool();
            await(Db.run(pool, "create table note (text text)"));
            assertThatThrownBy(() -> await(Db.transaction(
                            pool,
                            tx -> Db.run(tx, "insert into note values ($1)", "half")
                                    .flatMap(done -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(await(Db.run(pool, "select * from note")).size()).isZero();
        }
    }

    @Test
    void twoTransactionsThatWaitForEachOtherBothHappenOnce() {
        try (Database database = new Database()) {
            var pool = database.pool();
            await(Db.run(pool, "create table sum (id int primary key, value int)"));
            await(Db.run(pool, "insert into sum values (1, 0), (2, 0)"));
            await(Uni.combine()
                    .all()
                    .unis(adding(pool, 1, 2), adding(pool, 2, 1))
                    .asTuple());
            assertThat(Db.list(await(Db.run(pool, "select value from sum")), row -> row.getInteger("value")))
                    .containsExactly(2, 2);
        }
    }

    private static Uni<Void> adding(Pool pool, int first, int second) {
        String add = "update sum set value = value + 1 where id = $1";
        return Db.transaction(
                pool,
                tx -> Db.run(tx, add, first)
                        .flatMap(done -> Db.run(tx, "select pg_sleep(0.5)"))
                        .flatMap(slept -> Db.run(tx, add, second))
                        .replaceWithVoid());
    }

    @Test
    void timesComeBackAsTheyWent() {
        try (Database database = new Database()) {
            Instant then = Instant.parse("2026-11-26T10:00:00.123456Z");
            var row = await(Db.run(
                            database.pool(), "select $1::timestamptz as at, null::timestamptz as never", Db.time(then)))
                    .iterator()
                    .next();
            assertThat(Db.requireInstant(row, "at")).isEqualTo(then);
            assertThat(Db.instant(row, "never")).isNull();
        }
    }
}
