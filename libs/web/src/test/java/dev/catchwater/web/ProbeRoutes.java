package dev.catchwater.web;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

@ApplicationScoped
class ProbeRoutes {
    void install(@Observes Router router) {
        router.get("/route/fault").handler(ctx -> {
            throw new IllegalStateException("internal-route-detail");
        });
        router.get("/route/fail").handler(ctx -> ctx.fail(410));
    }
}
