package dev.catchwater.jobs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/** A process that takes a job, says so, and never ends it. Arguments: URL, user, password. */
final class Worker {
    private Worker() {}

    public static void main(String[] args) throws Exception {
        var kind = new JobKind<>(
                "visit",
                JobsFixture.Visit.class,
                (visit, run) -> {
                    say("TOOK " + run.id());
                    new Semaphore(0).acquire();
                    return Next.done();
                },
                Retrying.DEFAULT);
        Jobs.start(
                Database.connections(args[0], args[1], args[2]),
                JobsPolicy.in(Database.SCHEMA).withPoll(Duration.ofMillis(50)).withHeartbeat(Duration.ofMillis(500)),
                List.of(kind),
                event -> {},
                InstantSource.system(),
                new Random(1));
        new Semaphore(0).acquire();
    }

    private static void say(String line) throws java.io.IOException {
        new java.io.FileOutputStream(java.io.FileDescriptor.out).write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
