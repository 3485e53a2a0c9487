package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.guard.Resolver;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;

/** The system's resolver, on worker threads; answers on the caller's event loop. */
final class VertxResolver implements Resolver {
    private final Vertx vertx;

    VertxResolver(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Uni<List<InetAddress>> resolve(String host) {
        return Uni.createFrom().emitter(emitter -> vertx.executeBlocking(
                        () -> List.of(InetAddress.getAllByName(host)), false)
                .onSuccess(emitter::complete)
                .onFailure(emitter::fail));
    }
}
