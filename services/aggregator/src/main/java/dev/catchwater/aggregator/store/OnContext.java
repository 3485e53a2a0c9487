package dev.catchwater.aggregator.store;

import dev.catchwater.postgres.sql.Db;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Hibernate Reactive keeps its session in a duplicated Vert.x context. Requests bring one; work that we start ourselves
 * gets one here.
 */
@ApplicationScoped
class OnContext {

    private final Vertx vertx;

    OnContext(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs on the caller's duplicated context, or else on one made for this. */
    <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Db.awaiting(Uni.createFrom().deferred(() -> {
            Context current = Vertx.currentContext();
            if (current != null && VertxContext.isDuplicatedContext(current)) {
                return work.get();
            }
            Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(own, true);
            return Uni.createFrom()
                    .emitter(emitter ->
                            own.runOnContext(go -> work.get().subscribe().with(emitter::complete, emitter::fail)));
        }));
    }
}
