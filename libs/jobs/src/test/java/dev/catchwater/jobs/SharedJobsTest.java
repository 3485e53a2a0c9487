package dev.catchwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several processes, several versions, other people's transactions. */
class SharedJobsTest extends JobsFixture {

    @Test
    void twoProcessesShareTheJobsAndDoNoneTwice() {
        List<String> seen = new CopyOnWriteArrayList<>();
        var kind = kind(
                (visit, run) -> {
                    seen.add(run.id());
                    return Next.done();
                },
                Retrying.DEFAULT);
        start(InstantSource.system(), kind);
        start(InstantSource.system(), kind);
        database.run("insert into shop.jobs (task_name, task_instance, task_data, execution_time, picked, version)"
                + " select 'visit', n, convert_to('{\"host\":\"h\"}', 'UTF8'), '2026-01-01', false, 1"
                + " from generate_series(1, 200) n");
        await().atMost(Duration.ofSeconds(30)).until(() -> count(JobEvent.Succeeded.class) == 200);
        assertThat(seen).doesNotHaveDuplicates().hasSize(200);
    }

    @Test
    void whoWaitsMayBeMovedOrCancelledAndWhoRunsMayNot() throws Exception {
        Semaphore mayEnd = new Semaphore(0);
        Semaphore began = new Semaphore(0);
        var kind = kind(
                (visit, run) -> {
                    began.release();
                    mayEnd.acquire();
                    return Next.done();
                },
                Retrying.DEFAULT);
        Jobs jobs = start(kind);
        Instant later = clock.instant().plusSeconds(1000);
        get(jobs.enqueue(kind, "gone", visit(), later));
        get(jobs.enqueue(kind, "moved", visit(), later));
        assertThat(get(jobs.cancel(kind, "gone"))).isTrue();
        assertThat(get(jobs.cancel(kind, "gone"))).isFalse();
        assertThat(get(jobs.move(kind, "moved", clock.instant()))).isTrue();
        assertThat(began.tryAcquire(5, TimeUnit.SECONDS))
                .as(() -> database.one("select json_agg(j)::text from shop.jobs j") + events)
                .isTrue();
        assertThat(get(jobs.move(kind, "moved", later))).isFalse();
        assertThat(get(jobs.cancel(kind, "moved"))).isFalse();
        mayEnd.release();
        await().until(() -> count(JobEvent.Succeeded.class) == 1);
        assertThat(get(jobs.move(kind, "moved", later))).isFalse();
    }

    @Test
    void anEndInterruptsWhatRunsAndTheJobIsDoneByTheNextProcess() {
        Semaphore began = new Semaphore(0);
        var stuck = kind(
                (visit, run) -> {
                    began.release();
                    new Semaphore(0).acquire();
                    return Next.done();
                },
                Retrying.doubling(Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
        Jobs first = start(stuck);
        get(first.enqueue(stuck, "1", visit(), clock.instant()));
        await().until(() -> began.tryAcquire());
        first.close();
        assertThat(events).noneMatch(JobEvent.GivenUp.class::isInstance);
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        start(kind(
                (visit, run) -> {
                    attempts.add(run.attempt());
                    return Next.done();
                },
                Retrying.DEFAULT));
        await().until(() -> attempts.size() == 1);
    }

    @Test
    void aJobExistsIfTheReactiveTransactionThatWroteItCommits() {
        List<String> seen = new CopyOnWriteArrayList<>();
        var kind = kind(
                (visit, run) -> {
                    seen.add(run.id());
                    return Next.done();
                },
                Retrying.DEFAULT);
        Jobs jobs = start(kind);
        Vertx vertx = Vertx.vertx();
        Pool pool = PgBuilder.pool()
                .connectingTo(
                        PgConnectOptions.fromUri(database.postgres().jdbcUrl().substring("jdbc:".length()))
                                .setUser(database.postgres().user())
                                .setPassword(database.postgres().password()))
                .using(vertx)
                .build();
        try {
            Insertion kept = jobs.insertion(kind, "kept", visit(), clock.instant());
            Insertion lost = jobs.insertion(kind, "lost", visit(), clock.instant());
            var rolledBack = pool.withTransaction(connection -> connection
                            .preparedQuery(lost.sql())
                            .execute(Tuple.tuple(new ArrayList<>(lost.values())))
                            .flatMap(rows -> io.vertx.core.Future.failedFuture("no")))
                    .toCompletionStage()
                    .toCompletableFuture();
            assertThat(rolledBack).failsWithin(Duration.ofSeconds(20));
            var committed = pool.withTransaction(connection ->
                            connection.preparedQuery(kept.sql()).execute(Tuple.tuple(new ArrayList<>(kept.values()))))
                    .toCompletionStage()
                    .toCompletableFuture();
            assertThat(committed).succeedsWithin(Duration.ofSeconds(20));
            jobs.look();
            await().until(() -> seen.size() == 1);
            assertThat(seen).containsExactly("kept");
        } finally {
            pool.close();
            vertx.close();
        }
    }

    @Test
    void aRowThatCannotBeReadIsGivenUpAndHoldsUpNothing() {
        var kind =
                kind((visit, run) -> Next.done(), Retrying.doubling(Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
        database.run("insert into shop.jobs (task_name, task_instance, task_data, execution_time, picked, version)"
                + " values ('visit', 'bad', convert_to('[1,', 'UTF8'), '2026-01-01', false, 1)");
        Jobs jobs = start(kind);
        await().until(() -> count(JobEvent.GivenUp.class) == 1);
        get(jobs.enqueue(kind, "good", visit(), clock.instant()));
        await().until(() -> count(JobEvent.Succeeded.class) == 1);
    }

    @Test
    void aJobOfAKindThatOnlyAnotherVersionKnowsStays() {
        database.run("insert into shop.jobs (task_name, task_instance, task_data, execution_time, picked, version)"
                + " values ('tomorrow', '1', convert_to('{}', 'UTF8'), '2020-01-01', false, 1)");
        var kind = kind((visit, run) -> Next.done(), Retrying.DEFAULT);
        Jobs jobs = start(kind);
        get(jobs.enqueue(kind, "1", visit(), clock.instant()));
        await().until(() -> count(JobEvent.Succeeded.class) == 1);
        assertThat(get(jobs.backlog())).singleElement().satisfies(backlog -> {
            assertThat(backlog.kind()).isEqualTo("tomorrow");
            assertThat(backlog.waiting()).isEqualTo(1);
            assertThat(backlog.oldestDue()).contains(Instant.parse("2020-01-01T00:00:00Z"));
        });
    }

    @Test
    void idsAndPayloadsAreBounded() {
        var kind = kind((visit, run) -> Next.done(), Retrying.DEFAULT);
        Jobs jobs = start(kind);
        Instant now = clock.instant();
        assertThatThrownBy(() -> jobs.insertion(kind, "", visit(), now)).hasMessageContaining("id");
        assertThatThrownBy(() -> jobs.insertion(kind, "x".repeat(201), visit(), now))
                .hasMessageContaining("200");
        assertThatThrownBy(() -> jobs.insertion(kind, "1", new Visit("x".repeat(256 * 1024), now), now))
                .hasMessageContaining("262144 bytes");
        assertThatThrownBy(() -> new JobKind<>("Not a name", Visit.class, (v, r) -> Next.done(), Retrying.DEFAULT))
                .hasMessageContaining("Not a name");
    }
}
