package dev.catchwater.jobs;

import dev.catchwater.testkit.ManualClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Jobs over a real Postgres and a clock moved by hand. */
abstract class JobsFixture {
    record Visit(String host, Instant since) {}

    protected static Database database;
    protected final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    protected final List<JobEvent> events = new CopyOnWriteArrayList<>();
    private final List<Jobs> started = new ArrayList<>();

    @BeforeAll
    static void startDatabase() {
        database = new Database();
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.run("delete from shop.jobs; delete from shop.dead_jobs");
    }

    @AfterEach
    void stopJobs() {
        started.forEach(Jobs::close);
    }

    protected Jobs start(JobKind<?>... kinds) {
        return start(clock, kinds);
    }

    protected Jobs start(InstantSource clock, JobKind<?>... kinds) {
        JobsPolicy policy = JobsPolicy.in(Database.SCHEMA)
                .withPoll(Duration.ofMillis(20))
                .withHeartbeat(Duration.ofSeconds(5))
                .withDrain(Duration.ofMillis(200));
        Jobs jobs = Jobs.start(database.connections(), policy, List.of(kinds), events::add, clock, new Random(1));
        started.add(jobs);
        return jobs;
    }

    protected static JobKind<Visit> kind(Work<Visit> work, Retrying retrying) {
        return new JobKind<>("visit", Visit.class, work, retrying);
    }

    protected Visit visit() {
        return new Visit("a.example", clock.instant());
    }

    protected static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    protected int count(Class<? extends JobEvent> type) {
        return (int) events.stream().filter(type::isInstance).count();
    }
}
