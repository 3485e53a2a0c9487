package dev.catchwater.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * The jobs of a service: enqueued in its Postgres, run by any of its processes, each job by one at a time, at least
 * once. A schedule is a job that answers {@link Next.Again}.
 *
 * <p>What returns a {@code Uni} blocks nobody; its answer comes on a virtual thread. With Postgres away enqueueing fails
 * with its {@link java.sql.SQLException}, what runs ends, and what was enqueued waits.
 */
public final class Jobs implements AutoCloseable {
    private final Scheduler scheduler;
    private final Table table;
    private final InstantSource clock;
    private final ExecutorService threads;

    private Jobs(Scheduler scheduler, Table table, InstantSource clock, ExecutorService threads) {
        this.scheduler = scheduler;
        this.table = table;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * Begins to run jobs. Blocks for as long as a connection takes.
     *
     * @param connections to a database with the tables of {@code db/jobs}; three are used at a time at most, beside one
     *     for each job that just ends
     * @param kinds all of them: jobs of a kind that is missing wait for ever
     * @param listener told on a virtual thread, after what it is told was written; what it throws is logged
     * @param random spreads retries
     * @throws IllegalStateException if Postgres cannot be reached, or has no such tables
     */
    public static Jobs start(
            DataSource connections,
            JobsPolicy policy,
            List<JobKind<?>> kinds,
            Consumer<JobEvent> listener,
            InstantSource clock,
            RandomGenerator random) {
        Payloads payloads = new Payloads();
        Table table = new Table(connections, policy.schema(), payloads);
        reach(table, policy);
        Listener told = new Listener(listener);
        List<Task<?>> tasks = new ArrayList<>();
        kinds.forEach(kind -> tasks.add(new KindTask<>(kind, table, told, clock, random).task()));
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("job-", 0).factory());
        Scheduler scheduler = scheduler(connections, policy, tasks)
                .serializer(payloads)
                .clock(clock::instant)
                .executorService(threads)
                .build();
        scheduler.start();
        return new Jobs(scheduler, table, clock, threads);
    }

    private static void reach(Table table, JobsPolicy policy) {
        try {
            table.reach();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Jobs need Postgres and the tables of db/jobs in the schema " + policy.schema() + ".", e);
        }
    }

    private static SchedulerBuilder scheduler(DataSource connections, JobsPolicy policy, List<Task<?>> tasks) {
        return Scheduler.create(connections, tasks)
                .tableName(policy.schema() + ".jobs")
                .threads(policy.workers())
                .pollingInterval(policy.poll())
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(policy.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(policy.drain())
                // Jobs of a kind that only another version knows are not ours to delete.
                .deleteUnresolvedAfter(Duration.ofDays(36_500))
                .failureLogging(LogLevel.OFF, false);
    }

    /**
     * Enqueues by a statement of the caller's own, in the transaction that makes the job necessary.
     *
     * @param id at most 200 characters
     */
    public <T> Insertion insertion(JobKind<T> kind, String id, T payload, Instant at) {
        return table.insertion(kind, id, payload, at);
    }

    /** Enqueues on a connection of its own. False if a job of this kind and id waits or runs already. */
    public <T> Uni<Boolean> enqueue(JobKind<T> kind, String id, T payload, Instant at) {
        Insertion insertion = insertion(kind, id, payload, at);
        return blocking(() -> {
            boolean isNew = table.insert(insertion);
            lookIfDue(at);
            return isNew;
        });
    }

    private void lookIfDue(Instant at) {
        if (!at.isAfter(clock.instant())) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    /** Looks for due jobs now instead of at the next poll, such as after an insertion was committed. */
    public void look() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Moves a waiting job to {@code at}. False if there is none, or it just runs. */
    public Uni<Boolean> move(JobKind<?> kind, String id, Instant at) {
        return blocking(() -> {
            boolean moved = table.move(kind, id, at);
            lookIfDue(at);
            return moved;
        });
    }

    /** Removes a waiting job. False if there is none, or it just runs. */
    public Uni<Boolean> cancel(JobKind<?> kind, String id) {
        return blocking(() -> table.cancel(kind, id));
    }

    /** What waits, runs and fails, by kind: for health, meters and operators. */
    public Uni<List<Backlog>> backlog() {
        return blocking(table::backlog);
    }

    /** The dead, the latest first. They are kept for 90 days. */
    public Uni<List<DeadJob>> dead(int most) {
        return blocking(() -> table.dead(most));
    }

    /** Enqueues a dead job again, to run at once. False if it is not among the dead, or another with its id waits. */
    public Uni<Boolean> revive(JobKind<?> kind, String id) {
        return blocking(() -> {
            boolean was = table.revive(kind, id, clock.instant());
            scheduler.triggerCheckForDueExecutions();
            return was;
        });
    }

    private static <R> Uni<R> blocking(Callable<R> work) {
        return Uni.createFrom()
                .<R>emitter(emitter -> {
                    try {
                        emitter.complete(work.call());
                    } catch (Exception e) {
                        emitter.fail(e);
                    }
                })
                .runSubscriptionOn(Thread::startVirtualThread);
    }

    /**
     * Takes no more jobs, waits for those that run, then interrupts them: they run again elsewhere, as if they had not
     * begun. Twice {@link JobsPolicy#drain} at most.
     */
    @Override
    public void close() {
        scheduler.stop();
        threads.shutdownNow();
    }
}
