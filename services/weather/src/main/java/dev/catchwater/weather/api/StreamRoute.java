package dev.catchwater.weather.api;

import dev.catchwater.live.Hub;
import dev.catchwater.live.LiveRoute;
import dev.catchwater.weather.PlaceEvent;
import dev.catchwater.web.Callers;
import dev.catchwater.web.Role;
import dev.catchwater.web.WebConfig;
import dev.catchwater.web.problem.Problems;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Mounts the event stream beside the REST resources; {@code place} narrows it to one place. */
@ApplicationScoped
class StreamRoute {

    private final Hub<PlaceEvent> hub;
    private final Callers callers;
    private final WebConfig config;

    StreamRoute(Hub<PlaceEvent> hub, Callers callers, WebConfig config) {
        this.hub = hub;
        this.callers = callers;
        this.config = config;
    }

    void mount(@Observes Router router) {
        LiveRoute.of(hub, Problems::write)
                .role(Role.READ)
                .recheck(config.recheck(), callers::of)
                .filter(ctx -> {
                    List<String> places = ctx.queryParam("place");
                    return event -> places.isEmpty() || places.contains(event.place());
                })
                .mount(router, "/api/v1/stream");
    }
}
