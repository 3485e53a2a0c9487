package dev.catchwater.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs what is measured where it runs in earnest: on one event loop, so that a second of it is a second of a core. */
final class OnLoop implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    Vertx vertx() {
        return vertx;
    }

    /** So many calls one after another, each of which may end later; waits until all have. */
    void each(int calls, Consumer<Runnable> call) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(calls);
        vertx.getOrCreateContext().runOnContext(start -> {
            for (int i = 0; i < calls; i++) {
                call.accept(left::countDown);
            }
        });
        if (!left.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(left.getCount() + " calls never ended");
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
