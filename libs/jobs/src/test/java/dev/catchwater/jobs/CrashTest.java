package dev.catchwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CrashTest {
    private final List<JobEvent> events = new CopyOnWriteArrayList<>();

    private Jobs start(Database database, JobKind<?> kind) {
        JobsPolicy policy =
                JobsPolicy.in(Database.SCHEMA).withPoll(Duration.ofMillis(50)).withHeartbeat(Duration.ofMillis(500));
        return Jobs.start(
                database.connections(), policy, List.of(kind), events::add, InstantSource.system(), new Random(1));
    }

    private static JobKind<JobsFixture.Visit> kind(List<String> done) {
        return new JobKind<>(
                "visit",
                JobsFixture.Visit.class,
                (visit, run) -> {
                    done.add(run.id() + " attempt " + run.attempt());
                    return Next.done();
                },
                Retrying.doubling(Duration.ofMillis(100), Duration.ofMillis(100), 3));
    }

    @Test
    void theJobOfAProcessThatWasKilledIsDoneByAnother() throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        try (Database database = new Database()) {
            Process worker = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Worker.class.getName(),
                            database.postgres().jdbcUrl(),
                            database.postgres().user(),
                            database.postgres().password())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader output = worker.inputReader(StandardCharsets.UTF_8)) {
                database.run(
                        "insert into shop.jobs (task_name, task_instance, task_data, execution_time, picked, version)"
                                + " values ('visit', 'a', convert_to('{\"host\":\"h\"}', 'UTF8'), now(), false, 1)");
                assertThat(output.readLine()).isEqualTo("TOOK a");
                worker.destroyForcibly().waitFor();
            } finally {
                worker.destroyForcibly();
            }
            try (Jobs jobs = start(database, kind(done))) {
                await().atMost(Duration.ofSeconds(30)).until(() -> done.equals(List.of("a attempt 2")));
                await().until(() -> jobs.backlog().await().indefinitely().isEmpty());
                assertThat(events).anyMatch(JobEvent.TakenOver.class::isInstance);
            }
        }
    }

    @Test
    void withPostgresAwayForAWhileNothingIsLost() {
        List<String> done = new CopyOnWriteArrayList<>();
        try (Database database = new Database()) {
            JobKind<JobsFixture.Visit> kind = kind(done);
            try (Jobs jobs = start(database, kind)) {
                JobsFixture.Visit visit = new JobsFixture.Visit("h", Instant.EPOCH);
                jobs.enqueue(kind, "later", visit, Instant.now().plusMillis(1500))
                        .await()
                        .atMost(Duration.ofSeconds(20));
                database.postgres().stop();
                assertThat(jobs.enqueue(kind, "lost", visit, Instant.now())
                                .onFailure(java.sql.SQLException.class)
                                .recoverWithItem(false)
                                .await()
                                .atMost(Duration.ofSeconds(20)))
                        .isFalse();
                database.postgres().start();
                await().atMost(Duration.ofSeconds(30)).until(() -> done.size() == 1);
                assertThat(done).containsExactly("later attempt 1");
            }
        }
    }
}
