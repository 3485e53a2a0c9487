package dev.catchwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class JobsTest extends JobsFixture {

    @Test
    void aJobRunsOnceOnAVirtualThreadWithWhatItWasGivenAndIsGone() {
        List<Visit> seen = new CopyOnWriteArrayList<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        var kind = kind(
                (visit, run) -> {
                    seen.add(visit);
                    threads.add(Thread.currentThread());
                    return Next.done();
                },
                Retrying.DEFAULT);
        Jobs jobs = start(kind);
        assertThat(get(jobs.enqueue(kind, "1", visit(), clock.instant()))).isTrue();
        await().until(() -> count(JobEvent.Succeeded.class) == 1);
        assertThat(seen).containsExactly(visit());
        assertThat(threads).allMatch(Thread::isVirtual);
        assertThat(get(jobs.backlog())).isEmpty();
    }

    @Test
    void aJobBeforeItsTimeWaitsAndOneThatIsThereStaysAsItIs() {
        List<Visit> seen = new CopyOnWriteArrayList<>();
        var kind = kind(
                (visit, run) -> {
                    seen.add(visit);
                    return Next.done();
                },
                Retrying.DEFAULT);
        Jobs jobs = start(kind);
        Instant at = clock.instant().plusSeconds(60);
        assertThat(get(jobs.enqueue(kind, "1", visit(), at))).isTrue();
        assertThat(get(jobs.enqueue(kind, "1", new Visit("other", clock.instant()), clock.instant())))
                .isFalse();
        assertThat(get(jobs.enqueue(kind, "now", new Visit("b", clock.instant()), clock.instant())))
                .isTrue();
        await().until(() -> seen.size() == 1);
        assertThat(seen.getFirst().host()).isEqualTo("b");
        clock.advance(Duration.ofSeconds(60));
        await().until(() -> seen.size() == 2);
        assertThat(seen.getLast().host()).isEqualTo("a.example");
    }

    @Test
    void aScheduleIsAJobThatAnswersAgain() {
        List<Instant> due = new CopyOnWriteArrayList<>();
        var kind = kind(
                (visit, run) -> {
                    due.add(run.due());
                    assertThat(run.attempt()).isEqualTo(1);
                    return Next.again(run.now().plusSeconds(3600));
                },
                Retrying.DEFAULT.forEver());
        Instant start = clock.instant();
        get(start(kind).enqueue(kind, "hourly", visit(), start));
        for (int hour = 0; hour < 5; hour++) {
            int runs = hour + 1;
            await().until(() -> count(JobEvent.Succeeded.class) == runs);
            clock.advance(Duration.ofSeconds(3600));
        }
        await().until(() -> due.size() == 6);
        assertThat(due)
                .containsExactly(
                        start,
                        start.plusSeconds(3600),
                        start.plusSeconds(7200),
                        start.plusSeconds(10800),
                        start.plusSeconds(14400),
                        start.plusSeconds(18000));
    }

    @Test
    void aFailureIsTriedAgainAfterItsPauseAndGivenUpAfterTheLast() {
        var kind = kind(
                (visit, run) -> {
                    throw new java.io.IOException("attempt " + run.attempt());
                },
                Retrying.doubling(Duration.ofSeconds(10), Duration.ofSeconds(15), 3));
        Jobs jobs = start(kind);
        Instant began = clock.instant();
        get(jobs.enqueue(kind, "1", visit(), began));
        await().until(() -> count(JobEvent.Failed.class) == 1);
        assertThat(((JobEvent.Failed) events.getFirst()).nextAt())
                .isBetween(began.plusSeconds(10), began.plusSeconds(11));
        clock.advance(Duration.ofSeconds(11));
        await().until(() -> count(JobEvent.Failed.class) == 2);
        clock.advance(Duration.ofSeconds(17));
        await().until(() -> count(JobEvent.GivenUp.class) == 1);
        assertThat(get(jobs.backlog())).isEmpty();
        assertThat(get(jobs.dead(10))).singleElement().satisfies(dead -> {
            assertThat(dead.failure()).isEqualTo("IOException: attempt 3");
            assertThat(dead.attempts()).isEqualTo(3);
        });
    }

    @Test
    void workThatAsksForALongerPauseOrForAnEndGetsIt() {
        var kind = kind(
                (visit, run) -> {
                    if (run.id().equals("end")) {
                        throw new GiveUp("never");
                    }
                    throw new TryLater("busy", Duration.ofMinutes(5));
                },
                Retrying.DEFAULT);
        Jobs jobs = start(kind);
        get(jobs.enqueue(kind, "end", visit(), clock.instant()));
        await().until(() -> count(JobEvent.GivenUp.class) == 1);
        get(jobs.enqueue(kind, "wait", visit(), clock.instant()));
        await().until(() -> count(JobEvent.Failed.class) == 1);
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        JobEvent.Failed.class,
                        failed -> assertThat(failed.nextAt())
                                .isEqualTo(clock.instant().plus(Duration.ofMinutes(5))));
    }

    @Test
    void aDeadJobComesBackWhenItIsRevived() {
        List<String> done = new CopyOnWriteArrayList<>();
        boolean[] broken = {true};
        var kind = kind(
                (visit, run) -> {
                    if (broken[0]) {
                        throw new GiveUp("broken");
                    }
                    done.add(visit.host());
                    return Next.done();
                },
                Retrying.DEFAULT);
        Jobs jobs = start(kind);
        get(jobs.enqueue(kind, "1", visit(), clock.instant()));
        await().until(() -> count(JobEvent.GivenUp.class) == 1);
        broken[0] = false;
        assertThat(get(jobs.revive(kind, "1"))).isTrue();
        await().until(() -> done.equals(List.of("a.example")));
        assertThat(get(jobs.dead(10))).isEmpty();
        assertThat(get(jobs.revive(kind, "1"))).isFalse();
    }

    @Test
    void theDefaultsLastAsLongAsTheySay() {
        assertThat(Retrying.DEFAULT.pauses().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(40));
        assertThat(Retrying.WEBHOOK.pauses().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofDays(3), Duration.ofDays(4));
    }
}
