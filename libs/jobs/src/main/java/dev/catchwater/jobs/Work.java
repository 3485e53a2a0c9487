package dev.catchwater.jobs;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;

/**
 * What a kind of job does. It may be done again after it was done: a process that dies between the work and its note
 * of it leaves the job to another, so work must be idempotent, by {@link Run#id} where it has nothing better.
 *
 * @param <T> the payload
 */
@FunctionalInterface
public interface Work<T> {

    /**
     * One run, on a virtual thread that may block. The thread is interrupted when the process ends.
     *
     * @throws TryLater to be run again after a while of its own choice
     * @throws GiveUp to be given up at once
     * @throws Exception to be run again as {@link Retrying} says
     */
    Next run(T payload, Run run) throws Exception;

    /** Work of a reactive kind. */
    @FunctionalInterface
    interface Reactive<T> {
        Uni<Next> run(T payload, Run run);
    }

    /**
     * The one bridge from jobs to reactive code: subscribes where {@code on} runs it, such as an event loop's context,
     * and waits for the answer on the job's own thread. Whoever interrupts that cancels the subscription.
     */
    static <T> Work<T> reactive(Executor on, Reactive<T> work) {
        return (payload, run) -> Bridge.await(on, () -> work.run(payload, run));
    }
}
