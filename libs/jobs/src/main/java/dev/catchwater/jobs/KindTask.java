package dev.catchwater.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** A kind of job as db-scheduler wants it. */
final class KindTask<T> {
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final JobKind<T> kind;
    private final Table table;
    private final Listener listener;
    private final InstantSource clock;
    private final RandomGenerator random;

    private interface Statement {
        void run() throws SQLException;
    }

    /** Carries what the work threw through db-scheduler, which knows no checked exceptions. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Exception thrown;

        Broken(Exception thrown) {
            super(thrown);
            this.thrown = thrown;
        }
    }

    KindTask(JobKind<T> kind, Table table, Listener listener, InstantSource clock, RandomGenerator random) {
        this.kind = kind;
        this.table = table;
        this.listener = listener;
        this.clock = clock;
        this.random = random;
    }

    Task<T> task() {
        return Tasks.custom(kind.name(), kind.payload())
                .onFailure(this::failed)
                .onDeadExecution(this::abandoned)
                .execute(this::run);
    }

    private CompletionHandler<T> run(TaskInstance<T> instance, ExecutionContext context) {
        Execution execution = context.getExecution();
        String id = instance.getId();
        Run run = new Run(id, execution.consecutiveFailures + 1, execution.executionTime, clock.instant());
        try {
            Next next = OneRun.of(
                    () -> kind.work().run(instance.getData(), run), "job " + kind.name() + " " + id, kind.limit());
            return (complete, operations) -> {
                uncut(() -> settle(next, complete, operations));
                listener.tell(new JobEvent.Succeeded(kind.name(), id, complete.getDuration()));
            };
        } catch (OneRun.Stopped end) {
            return (complete, operations) -> uncut(() -> table.handBack(execution));
        } catch (Exception e) {
            throw new Broken(e);
        }
    }

    private static void settle(Next next, ExecutionComplete complete, ExecutionOperations<?> operations) {
        switch (next) {
            case Next.Done _ -> operations.remove();
            case Next.Again(Instant at) -> operations.reschedule(complete, at);
        }
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<T> operations) {
        Throwable thrown = complete.getCause().orElseGet(() -> new IllegalStateException("It failed without a cause."));
        settle(complete, operations, thrown instanceof Broken broken ? broken.thrown : thrown)
                .ifPresent(listener::tell);
    }

    /**
     * The process that had it is silent. That counts as an attempt: a job may be what ends them. The thread is the one
     * of the heartbeats, which a listener must not hold up.
     */
    private void abandoned(ExecutionComplete complete, ExecutionOperations<T> operations) {
        String id = complete.getExecution().getId();
        Throwable failure = new IllegalStateException("The process that ran it has died.");
        Optional<JobEvent> event = settle(complete, operations, failure);
        Thread.startVirtualThread(() -> {
            listener.tell(new JobEvent.TakenOver(kind.name(), id));
            event.ifPresent(listener::tell);
        });
    }

    private Optional<JobEvent> settle(
            ExecutionComplete complete, ExecutionOperations<T> operations, Throwable failure) {
        Execution execution = complete.getExecution();
        String id = execution.getId();
        int attempt = execution.consecutiveFailures + 1;
        if (failure instanceof GiveUp || kind.retrying().isLast(attempt)) {
            boolean[] isOurs = {false};
            uncut(() -> isOurs[0] = table.bury(execution, attempt, failure, clock.instant()));
            return isOurs[0] ? Optional.of(new JobEvent.GivenUp(kind.name(), id, attempt, failure)) : Optional.empty();
        }
        Instant next = clock.instant().plus(pause(attempt, failure));
        uncut(() -> operations.reschedule(complete, next));
        return Optional.of(new JobEvent.Failed(kind.name(), id, attempt, next, failure));
    }

    private Duration pause(int attempt, Throwable failure) {
        Duration own = kind.retrying().pause(attempt, random);
        if (!(failure instanceof TryLater later)) {
            return own;
        }
        Duration asked = later.atLeast().compareTo(LONGEST_ASKED) < 0 ? later.atLeast() : LONGEST_ASKED;
        return asked.compareTo(own) > 0 ? asked : own;
    }

    /**
     * On another thread, for an interrupt of this one would cut the connection in the middle of a statement. What fails
     * leaves the row as it is, picked and without a heartbeat, to be found as abandoned.
     */
    private static void uncut(Statement statement) {
        CompletableFuture.runAsync(
                        () -> {
                            try {
                                statement.run();
                            } catch (SQLException e) {
                                throw new IllegalStateException("Postgres did not take what became of a job.", e);
                            }
                        },
                        Thread::startVirtualThread)
                .join();
    }
}
