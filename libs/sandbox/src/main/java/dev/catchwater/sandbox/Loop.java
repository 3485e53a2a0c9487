package dev.catchwater.sandbox;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The one thread on which the world happens; others wait for their turn. */
final class Loop {

    private final Context context;

    Loop(Vertx vertx) {
        this.context = vertx.getOrCreateContext();
    }

    /** Runs on the loop and waits for the answer; a failure is thrown as it was there. */
    <T> T call(Supplier<T> work) {
        var answer = new CompletableFuture<T>();
        context.runOnContext(go -> {
            try {
                answer.complete(work.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
