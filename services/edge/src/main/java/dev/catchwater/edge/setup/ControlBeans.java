package dev.catchwater.edge.setup;

import dev.catchwater.edge.Lanes;
import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.flow.Lookups;
import dev.catchwater.edge.flow.OriginProbe;
import dev.catchwater.edge.flow.Purging;
import dev.catchwater.edge.live.Feed;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.tally.Tally;
import dev.catchwater.live.Hub;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The control plane: who is told of what the data plane serves. */
@ApplicationScoped
class ControlBeans {

    private static final long SECOND = 1_000;
    private long seconds;

    @Produces
    @Singleton
    Feed feed(Vertx vertx, ControlMeters meters) {
        return new Feed(vertx, meters::on);
    }

    @Produces
    @Singleton
    Hub<String> hub(Feed feed) {
        return feed.hub();
    }

    @Produces
    @Singleton
    Lookups.Probe probe(Lanes lanes, InstantSource clock) {
        return new OriginProbe(lanes, clock);
    }

    @Produces
    @Singleton
    Lookups lookups(RouteTable routes, Shelf shelf, Purging purging, Lookups.Probe probe, InstantSource clock) {
        return new Lookups(routes, shelf, purging, probe, clock);
    }

    void begin(
            @Observes StartupEvent event,
            Vertx vertx,
            Tally tally,
            Feed feed,
            ControlMeters meters,
            Engine engine,
            RouteTable routes) {
        engine.tellSamples(feed::request);
        seconds = vertx.setPeriodic(SECOND, timer -> {
            feed.second(tally.second());
            meters.count(tally);
        });
        routes.watch(now -> feed.routes(routes.state()));
    }

    void end(@Observes ShutdownEvent event, Vertx vertx, Feed feed) {
        vertx.cancelTimer(seconds);
        feed.stop();
    }
}
