package dev.catchwater.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
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
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A kind of job as db-scheduler wants it. */
final class KindTask<T> {
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final JobKind<T> kind;
    private final Table table;
    private final Consumer<JobEvent> listener;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Carries what the work threw through db-scheduler, which knows no checked exceptions. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Exception thrown;

        Broken(Exception thrown) {
            super(thrown);
            this.thrown = thrown;
        }
    }

    KindTask(JobKind<T> kind, Table table, Consumer<JobEvent> listener, InstantSource clock, RandomGenerator random) {
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
        var execution = context.getExecution();
        String id = instance.getId();
        try {
            Run run = new Run(id, execution.consecutiveFailures + 1, execution.executionTime, clock.instant());
            Next next = kind.work().run(instance.getData(), run);
            return (complete, operations) -> {
                switch (next) {
                    case Next.Done _ -> operations.remove();
                    case Next.Again(Instant at) -> operations.reschedule(complete, at);
                }
                listener.accept(new JobEvent.Succeeded(kind.name(), id, complete.getDuration()));
            };
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new Broken(e);
        }
    }

    /** The process that had it is silent. That counts as an attempt: a job may be what ends them. */
    private void abandoned(ExecutionComplete complete, ExecutionOperations<T> operations) {
        listener.accept(
                new JobEvent.TakenOver(kind.name(), complete.getExecution().getId()));
        settle(complete, operations, new IllegalStateException("The process that ran it has died."));
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<T> operations) {
        Throwable thrown = complete.getCause().orElseGet(() -> new IllegalStateException("It failed without a cause."));
        Throwable failure = thrown instanceof Broken broken ? broken.thrown : thrown;
        if (failure instanceof InterruptedException) {
            // The end of this process says nothing about the job.
            operations.reschedule(complete, clock.instant());
        } else {
            settle(complete, operations, failure);
        }
    }

    private void settle(ExecutionComplete complete, ExecutionOperations<T> operations, Throwable failure) {
        String id = complete.getExecution().getId();
        int attempt = complete.getExecution().consecutiveFailures + 1;
        if (failure instanceof GiveUp || kind.retrying().isLast(attempt)) {
            giveUp(complete, operations, attempt, failure);
            return;
        }
        Instant next = clock.instant().plus(pause(attempt, failure));
        operations.reschedule(complete, next);
        listener.accept(new JobEvent.Failed(kind.name(), id, attempt, next, failure));
    }

    private Duration pause(int attempt, Throwable failure) {
        Duration own = kind.retrying().pause(attempt, random);
        if (!(failure instanceof TryLater later)) {
            return own;
        }
        Duration asked = later.atLeast().compareTo(LONGEST_ASKED) < 0 ? later.atLeast() : LONGEST_ASKED;
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private void giveUp(ExecutionComplete complete, ExecutionOperations<T> operations, int attempt, Throwable failure) {
        String id = complete.getExecution().getId();
        try {
            table.bury(kind.name(), id, attempt, failure, clock.instant());
        } catch (SQLException e) {
            // It stays picked, without a heartbeat, and is found again as abandoned.
            throw new IllegalStateException("Job " + kind.name() + " " + id + " could not be noted as given up.", e);
        }
        operations.remove();
        listener.accept(new JobEvent.GivenUp(kind.name(), id, attempt, failure));
    }
}
