package dev.catchwater.live;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Asks again, while a stream is open, who listens: a key may be revoked and a session may end long before a stream does.
 *
 * @param who whose request that is, as known now; fails with {@link AuthenticationFailedException} if its key is none,
 *     and with anything else if that cannot be known now
 */
record Recheck(Duration every, Function<RoutingContext, Uni<Optional<SecurityIdentity>>> who) {

    /** Watches a listener until it leaves. What cannot be known now is asked again next time. */
    <E> void watch(RoutingContext ctx, Listener<E> listener, Predicate<SecurityIdentity> allowed) {
        var context = ctx.vertx().getOrCreateContext();
        var asking = new AtomicBoolean();
        long timer = ctx.vertx().setPeriodic(every.toMillis(), id -> {
            if (asking.compareAndSet(false, true)) {
                still(ctx, allowed).subscribe().with(still -> {
                    asking.set(false);
                    if (!still) {
                        context.runOnContext(v -> listener.unauthorized());
                    }
                });
            }
        });
        listener.whenLeft(() -> ctx.vertx().cancelTimer(timer));
    }

    private Uni<Boolean> still(RoutingContext ctx, Predicate<SecurityIdentity> allowed) {
        return Uni.createFrom()
                .deferred(() -> who.apply(ctx))
                .map(found -> found.filter(allowed).isPresent())
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(true);
    }
}
