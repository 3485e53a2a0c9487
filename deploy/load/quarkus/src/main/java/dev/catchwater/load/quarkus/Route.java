package dev.catchwater.load.quarkus;

import dev.catchwater.load.origin.Kept;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The objects that caches are compared with, behind nothing but the application's router. */
@ApplicationScoped
class Route {
    void on(@Observes Router router) {
        Kept kept = new Kept();
        router.get("/b/*").handler(routed -> kept.handle(routed.request()));
    }
}
