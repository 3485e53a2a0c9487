package dev.catchwater.jobs;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** From a thread that may wait to code that may not. */
final class Bridge {

    private Bridge() {}

    static <R> R await(Executor on, Supplier<Uni<R>> work) throws Exception {
        CompletableFuture<R> answer = Uni.createFrom()
                .deferred(work::get)
                .runSubscriptionOn(on)
                .onItem()
                .ifNull()
                .failWith(() -> new NullPointerException("The job's Uni ended without an item."))
                .subscribeAsCompletionStage();
        try {
            return answer.get();
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            throw stopped;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
