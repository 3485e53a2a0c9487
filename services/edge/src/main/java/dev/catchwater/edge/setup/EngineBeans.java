package dev.catchwater.edge.setup;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.flow.DataPlane;
import dev.catchwater.edge.flow.Purging;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.source.OriginLanes;
import dev.catchwater.edge.tally.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The parts of the engine for the application: of the one that runs already, or of one of its own (tests, dev mode). */
@ApplicationScoped
class EngineBeans {

    @Produces
    @Singleton
    Engine engine(PlaneConfig plane, StoreConfig store, RoutesConfig routes, InstantSource clock) throws Exception {
        return HeadStart.engine().isPresent() ? HeadStart.engine().get() : new Engine(plane, store, routes, clock);
    }

    void close(@Disposes Engine engine) throws Exception {
        engine.close();
    }

    @Produces
    @Singleton
    Purging purging(Engine engine) {
        return engine.purging();
    }

    @Produces
    @Singleton
    Shelf shelf(Engine engine) {
        return engine.shelf();
    }

    @Produces
    @Singleton
    RouteTable routes(Engine engine) {
        return engine.routes();
    }

    @Produces
    @Singleton
    OriginLanes lanes(Engine engine) {
        return engine.lanes();
    }

    @Produces
    @Singleton
    Tally tally(Engine engine) {
        return engine.tally();
    }

    @Produces
    @Singleton
    DataPlane plane(Engine engine) {
        return engine.plane();
    }
}
