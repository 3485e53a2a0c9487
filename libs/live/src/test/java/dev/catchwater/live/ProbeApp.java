package dev.catchwater.live;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How a service wires a hub. */
@ApplicationScoped
class ProbeApp {
    private final Past past = new Past();

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

    void routes(@Observes Router router, Hub<String> hub) {
        LiveRoute.of(
                        hub,
                        (ctx, status, detail) ->
                                ctx.response().setStatusCode(status).end(detail))
                .role("reader")
                .mount(router, "/api/v1/stream");
    }
}
