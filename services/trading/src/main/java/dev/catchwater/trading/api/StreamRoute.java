package dev.catchwater.trading.api;

import dev.catchwater.live.Hub;
import dev.catchwater.live.LiveRoute;
import dev.catchwater.web.Callers;
import dev.catchwater.web.Role;
import dev.catchwater.web.WebConfig;
import dev.catchwater.web.problem.Problems;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

/** Mounts the event stream beside the REST resources. */
@ApplicationScoped
class StreamRoute {

    private final Hub<?> hub;
    private final Callers callers;
    private final WebConfig config;

    StreamRoute(@Any Instance<Hub<?>> hub, Callers callers, WebConfig config) {
        this.hub = hub.get();
        this.callers = callers;
        this.config = config;
    }

    void mount(@Observes Router router) {
        LiveRoute.of(hub, Problems::write)
                .role(Role.READ)
                .recheck(config.recheck(), callers::of)
                .mount(router, "/api/v1/stream");
    }
}
