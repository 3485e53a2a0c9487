package dev.catchwater.load.quarkus;

import dev.catchwater.load.Done;
import dev.catchwater.load.Peer;
import io.quarkus.arc.Arc;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Begins on a context of its own with a request scope, as Quarkus serves a request. */
final class InRequests implements Peer {
    private final Peer peer;
    private final Context root;

    InRequests(Peer peer, Vertx vertx) {
        this.peer = peer;
        root = vertx.getOrCreateContext();
    }

    @Override
    public void begin(Runnable task) {
        VertxContext.createNewDuplicatedContext(root).runOnContext(here -> {
            Arc.container().requestContext().activate();
            task.run();
        });
    }

    @Override
    public void call(Done done) {
        peer.call(done);
    }

    @Override
    public void close() {
        peer.close();
    }
}
