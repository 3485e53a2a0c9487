package dev.catchwater.live;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How a service wires a hub. */
@ApplicationScoped
class ProbeApp {
    private final Past past = new Past();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    @Produces
    @Singleton
    Hub<String> hub(Vertx vertx) {
        return Hub.<String>builder(vertx)
                .numbered()
                .encode(body -> body)
                .replay(past::after)
                .build();
    }

    @Produces
    Past past() {
        return past;
    }

    /** Names, by the header X-Name, that are let in no more; "?" before one: nobody can tell. */
    @Produces
    Set<String> revoked() {
        return revoked;
    }

    private Uni<Optional<SecurityIdentity>> who(RoutingContext ctx) {
        var name = String.valueOf(ctx.request().getHeader("X-Name"));
        if (revoked.contains(name)) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        if (revoked.contains("?" + name)) {
            return Uni.createFrom().failure(new IllegalStateException("the keys cannot be read"));
        }
        var role = revoked.contains("guest " + name) ? "guest" : "reader";
        return Uni.createFrom()
                .item(Optional.of(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(name))
                        .addRole(role)
                        .build()));
    }

    void routes(@Observes Router router, Hub<String> hub) {
        LiveRoute.of(
                        hub,
                        (ctx, status, detail) ->
                                ctx.response().setStatusCode(status).end(detail))
                .role("reader")
                .recheck(Duration.ofMillis(100), this::who)
                .mount(router, "/api/v1/stream");
    }
}
