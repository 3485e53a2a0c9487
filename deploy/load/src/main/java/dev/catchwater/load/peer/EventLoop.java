package dev.catchwater.load.peer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** One event loop of Vert.x. */
final class EventLoop implements AutoCloseable {
    private final Vertx vertx;
    private final Context context;
    private final boolean own;

    EventLoop() {
        this(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(false)), true);
    }

    /** One of somebody's, who closes it. */
    EventLoop(Vertx vertx) {
        this(vertx, false);
    }

    private EventLoop(Vertx vertx, boolean own) {
        this.vertx = vertx;
        this.own = own;
        context = vertx.getOrCreateContext();
    }

    Vertx vertx() {
        return vertx;
    }

    void run(Runnable task) {
        context.runOnContext(here -> task.run());
    }

    @Override
    public void close() {
        if (own) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
