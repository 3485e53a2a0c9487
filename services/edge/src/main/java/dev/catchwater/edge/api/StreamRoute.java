package dev.catchwater.edge.api;

import dev.catchwater.live.Hub;
import dev.catchwater.live.LiveRoute;
import dev.catchwater.web.Callers;
import dev.catchwater.web.Role;
import dev.catchwater.web.WebConfig;
import dev.catchwater.web.problem.Problems;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Mounts the stream beside the REST resources. */
@ApplicationScoped
class StreamRoute {

    private final Hub<String> hub;
    private final Callers callers;
    private final WebConfig config;

    StreamRoute(Hub<String> hub, Callers callers, WebConfig config) {
        this.hub = hub;
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
