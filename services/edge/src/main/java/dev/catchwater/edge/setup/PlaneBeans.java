package dev.catchwater.edge.setup;

import dev.catchwater.edge.Plane;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.flow.DataPlane;
import dev.catchwater.edge.source.OriginLanes;
import dev.catchwater.fairlead.caching.CachingPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** The data plane on a Vert.x of its own: no metrics, no tracing, no file cache. */
@ApplicationScoped
class PlaneBeans {

    @Produces
    @Singleton
    @OfPlane
    Vertx vertx(PlaneConfig config) {
        return Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(loops(config))
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(4)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    private static int loops(PlaneConfig config) {
        return config.loops().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }

    @Produces
    @Singleton
    OriginLanes lanes(@OfPlane Vertx vertx, Shelf shelf, PlaneConfig config) {
        PlaneConfig.Collapse collapse = config.collapse();
        return new OriginLanes(
                vertx,
                config.node(),
                shelf,
                new CachingPolicy.Collapse(collapse.maxWaiters(), collapse.maxWait(), collapse.unsharedFor())
                        .asTheyCome());
    }

    @Produces
    @Singleton
    DataPlane plane(
            @OfPlane Vertx vertx,
            PlaneConfig config,
            OriginLanes lanes,
            Shelf shelf,
            @Any Instance<Served.Listener> listeners,
            InstantSource clock) {
        List<Served.Listener> all = listeners.stream().toList();
        return new DataPlane(
                vertx,
                knobs(config),
                lanes,
                shelf,
                served -> all.forEach(listener -> listener.on(served)),
                clock,
                System::nanoTime);
    }

    private static Plane knobs(PlaneConfig config) {
        return new Plane(
                config.node(),
                config.host(),
                config.port(),
                config.tlsPort(),
                loops(config),
                Math.toIntExact(config.maxHead().asLongValue()),
                config.headTimeout(),
                config.idleTimeout(),
                config.stallTimeout(),
                config.maxConnections(),
                config.maxStreams(),
                128 * 1024,
                config.shortcuts());
    }
}
