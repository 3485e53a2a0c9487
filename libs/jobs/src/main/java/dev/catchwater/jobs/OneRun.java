package dev.catchwater.jobs;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A run on a thread of its own. What interrupts the job's thread is the end of the process, and nothing else; the
 * statements that follow a run are not cut by it.
 */
final class OneRun {
    /** For how long work that was interrupted may still end by itself. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** The process ends, and the work did not. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** What came of the work, its failure included. */
    private sealed interface Result {}

    private record Did(Next next) implements Result {}

    private record Threw(Exception failure) implements Result {}

    private final FutureTask<Result> task;
    private final Thread thread;

    private OneRun(Callable<Next> work, String name) {
        task = new FutureTask<>(() -> attempt(work));
        thread = Thread.ofVirtual().name(name).start(task);
    }

    private static Result attempt(Callable<Next> work) {
        try {
            return new Did(work.call());
        } catch (Exception failure) {
            return new Threw(failure);
        }
    }

    /**
     * Waits for the work.
     *
     * @throws Stopped if the caller is interrupted meanwhile
     * @throws TimeoutException if it takes longer than {@code limit}; it is interrupted, and its end not waited for
     * @throws Exception of the work
     */
    static Next of(Callable<Next> work, String name, Duration limit) throws Exception {
        OneRun run = new OneRun(work, name);
        Result result;
        try {
            result = run.result(limit);
        } catch (TimeoutException late) {
            run.thread.interrupt();
            throw new TimeoutException("It took longer than " + limit + ".");
        } catch (InterruptedException end) {
            run.thread.interrupt();
            result = run.last();
        }
        return switch (result) {
            case Did(Next next) -> next;
            case Threw(Exception failure) -> throw failure;
        };
    }

    /** What fails now may have failed by the interrupt: only success counts. */
    private Result last() throws Stopped {
        try {
            if (result(GRACE) instanceof Did did) {
                return did;
            }
        } catch (InterruptedException | TimeoutException | ExecutionException stillThere) {
            // It goes on; what it does then is done twice, as by a process that died.
        }
        throw new Stopped();
    }

    private Result result(Duration limit) throws InterruptedException, TimeoutException, ExecutionException {
        return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
