package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.guard.Resolver;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;

/**
 * The system's resolver, on a few threads of its own, so that slow names cannot fill the application's worker pool;
 * answers on the caller's event loop.
 */
final class VertxResolver implements Resolver {
    private static final int THREADS = 4;

    private final WorkerExecutor workers;

    /** A resolver whose threads are shared by all clients of this Vert.x. */
    VertxResolver(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("fairlead-resolver", THREADS);
    }

    void close() {
        workers.close();
    }

    @Override
    public Uni<List<InetAddress>> resolve(String host) {
        return Uni.createFrom()
                .emitter(emitter -> workers.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false)
                        .onSuccess(emitter::complete)
                        .onFailure(emitter::fail));
    }
}
