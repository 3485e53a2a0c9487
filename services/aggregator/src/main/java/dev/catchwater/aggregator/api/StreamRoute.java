package dev.catchwater.aggregator.api;

import dev.catchwater.aggregator.timeline.FeedEvent;
import dev.catchwater.live.Hub;
import dev.catchwater.live.LiveRoute;
import dev.catchwater.web.Role;
import dev.catchwater.web.problem.Problems;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Mounts the event stream beside the REST resources. */
@ApplicationScoped
class StreamRoute {

    private final Hub<FeedEvent> hub;

    StreamRoute(Hub<FeedEvent> hub) {
        this.hub = hub;
    }

    void mount(@Observes Router router) {
        LiveRoute.of(hub, Problems::write).role(Role.READ).mount(router, "/api/v1/stream");
    }
}
