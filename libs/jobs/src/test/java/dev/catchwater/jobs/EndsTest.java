package dev.catchwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Ends of processes, of Postgres, of rows and of listeners. */
class EndsTest extends JobsFixture {

    private static final Retrying THREE = Retrying.doubling(Duration.ofSeconds(1), Duration.ofSeconds(1), 3);

    @Test
    void orderlyEndsSpendNoAttempts() {
        for (int i = 0; i < 2; i++) {
            Semaphore began = new Semaphore(0);
            var stuck = kind(
                    (visit, run) -> {
                        began.release();
                        new Semaphore(0).acquire();
                        return Next.done();
                    },
                    THREE);
            Jobs jobs = start(stuck);
            get(jobs.enqueue(stuck, "1", visit(), clock.instant()));
            await().until(began::tryAcquire);
            jobs.close();
        }
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        start(kind(
                (visit, run) -> {
                    attempts.add(run.attempt());
                    throw new IOException("once");
                },
                THREE));
        await().until(() -> count(JobEvent.Failed.class) == 1);
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void workThatIsDoneWhenItIsInterruptedIsDone() {
        Semaphore began = new Semaphore(0);
        var last = kind(
                (visit, run) -> {
                    began.release();
                    try {
                        new Semaphore(0).acquire();
                    } catch (InterruptedException end) {
                        return Next.done();
                    }
                    throw new AssertionError();
                },
                THREE);
        Jobs jobs = start(last);
        get(jobs.enqueue(last, "1", visit(), clock.instant()));
        await().until(began::tryAcquire);
        jobs.close();
        assertThat(count(JobEvent.Succeeded.class)).isEqualTo(1);
        assertThat(database.one("select count(*) from shop.jobs")).isEqualTo("0");
    }

    @Test
    void aRunThatTakesTooLongIsInterruptedAndHasFailed() {
        Semaphore interrupted = new Semaphore(0);
        var slow = kind(
                        (visit, run) -> {
                            try {
                                new Semaphore(0).acquire();
                            } finally {
                                interrupted.release();
                            }
                            return Next.done();
                        },
                        THREE)
                .withLimit(Duration.ofMillis(50));
        Jobs jobs = start(slow);
        get(jobs.enqueue(slow, "1", visit(), clock.instant()));
        await().until(() -> count(JobEvent.Failed.class) == 1);
        assertThat(((JobEvent.Failed) events.getFirst()).failure()).isInstanceOf(TimeoutException.class);
        await().until(interrupted::tryAcquire);
    }

    @Test
    void jdbcWorkThatAnEndInterruptsIsHandedOver() {
        Semaphore began = new Semaphore(0);
        var query = kind(
                (visit, run) -> {
                    began.release();
                    try (var connection = database.connections().getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute("select pg_sleep(30)");
                    }
                    return Next.done();
                },
                THREE);
        Jobs jobs = start(query);
        get(jobs.enqueue(query, "1", visit(), clock.instant()));
        await().until(began::tryAcquire);
        jobs.close();
        assertThat(database.one(
                                "select json_agg(j)::text from (select picked, consecutive_failures, last_heartbeat from"
                                        + " shop.jobs) j")
                        + events)
                .contains("\"picked\":false")
                .doesNotContain("Failed");
    }

    @Test
    void aRevivalThatDoesNothingKeepsTheDead() {
        var kind = kind(
                (visit, run) -> {
                    throw new GiveUp("broken");
                },
                Retrying.DEFAULT);
        Jobs jobs = start(kind);
        get(jobs.enqueue(kind, "1", visit(), clock.instant()));
        await().until(() -> count(JobEvent.GivenUp.class) == 1);
        assertThat(get(jobs.enqueue(
                        kind,
                        "1",
                        new Visit("other", clock.instant()),
                        clock.instant().plusSeconds(999))))
                .isTrue();
        boolean revived = get(jobs.revive(kind, "1"));
        assertThat(get(jobs.dead(10)).size() + (revived ? 1 : 0)).isEqualTo(1);
    }

    @Test
    void aStartWithoutPostgresSaysWhatIsMissing() {
        PGSimpleDataSource away = new PGSimpleDataSource();
        away.setUrl("jdbc:postgresql://127.0.0.1:1/x");
        assertThatThrownBy(() -> Jobs.start(away, JobsPolicy.in("shop"), List.of(), events::add, clock, new Random(1)))
                .hasMessageContaining("Jobs need Postgres")
                .hasRootCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> Jobs.start(
                        database.connections(), JobsPolicy.in("nowhere"), List.of(), events::add, clock, new Random(1)))
                .hasMessageContaining("in the schema nowhere");
    }

    @Test
    void aRowWithoutAPayloadIsGivenUp() {
        var kind =
                kind((visit, run) -> Next.done(), Retrying.doubling(Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
        database.run("insert into shop.jobs (task_name, task_instance, task_data, execution_time, picked, version)"
                + " values ('visit', 'bad', '\\xff00'::bytea, '2026-01-01', false, 1)");
        start(kind);
        await().until(() -> count(JobEvent.GivenUp.class) == 1);
    }

    @Test
    void anInterruptedExceptionOfTheWorksOwnIsAFailureLikeAnyOther() {
        Work<Visit> work = Work.reactive(
                Runnable::run,
                (visit, run) -> Uni.createFrom().failure(new InterruptedException("a worker of somebody else's")));
        var kind = kind(work, THREE);
        Jobs jobs = start(kind);
        get(jobs.enqueue(kind, "1", visit(), clock.instant()));
        await().until(() -> count(JobEvent.Failed.class) == 1);
        assertThat(((JobEvent.Failed) events.getFirst()).nextAt())
                .isAfterOrEqualTo(clock.instant().plusSeconds(1));
    }

    @Test
    void aListenerThatThrowsStopsNoTakeover() {
        var ran = new Semaphore(0);
        var kind = kind(
                (visit, run) -> {
                    ran.release();
                    return Next.done();
                },
                Retrying.doubling(Duration.ofMillis(1), Duration.ofMillis(1), 5));
        database.run("insert into shop.jobs (task_name, task_instance, task_data, execution_time, picked, picked_by,"
                + " last_heartbeat, version) values ('visit', 'a', convert_to('{\"host\":\"h\"}', 'UTF8'),"
                + " '2026-01-01', true, 'dead', '2020-01-01', 2)");
        JobsPolicy policy =
                JobsPolicy.in(Database.SCHEMA).withPoll(Duration.ofMillis(20)).withHeartbeat(Duration.ofMillis(100));
        try (Jobs jobs = Jobs.start(
                database.connections(),
                policy,
                List.of(kind),
                event -> {
                    events.add(event);
                    throw new IllegalStateException("a bug of the listener's");
                },
                InstantSource.system(),
                new Random(1))) {
            await().until(ran::tryAcquire);
            await().until(() -> count(JobEvent.TakenOver.class) == 1);
            assertThat(jobs.backlog()).isNotNull();
        }
    }
}
