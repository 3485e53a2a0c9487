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
import java.security.SecureRandom;
import java.time.InstantSource;

/** The data plane on a Vert.x of its own: no metrics, no tracing, no file cache. */
class PlaneBeans {

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

    OriginLanes lanes(Vertx vertx, Shelf shelf, PlaneConfig config) {
        PlaneConfig.Collapse collapse = config.collapse();
        return new OriginLanes(
                vertx,
                config.node(),
                shelf,
                new CachingPolicy.Collapse(collapse.maxWaiters(), collapse.maxWait(), collapse.unsharedFor())
                        .asTheyCome(),
                new SecureRandom());
    }

    DataPlane plane(
            Vertx vertx,
            PlaneConfig config,
            OriginLanes lanes,
            Shelf shelf,
            Served.Listener listener,
            InstantSource clock) {
        return new DataPlane(vertx, knobs(config), lanes, shelf, listener, clock, System::nanoTime);
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
