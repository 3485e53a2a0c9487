package dev.catchwater.edge.flow;

import dev.catchwater.edge.Plane;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.edge.source.OriginLanes;
import dev.catchwater.fairlead.caching.CachingPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.KeyCertOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A data plane over real sockets, without the application around it. */
final class Node implements AutoCloseable {
    final List<Served> served = new CopyOnWriteArrayList<>();
    final HeapShelf shelf = new HeapShelf();
    final DataPlane plane;
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));

    Node(URI... origins) {
        this(quick(Duration.ofSeconds(10)), Optional.empty(), origins);
    }

    Node(Plane knobs, Optional<KeyCertOptions> certificates, URI... origins) {
        this(
                knobs,
                certificates,
                new Routes(List.of(Route.plain("default", OriginGroup.of("default", List.of(origins))))));
    }

    Node(Plane knobs, Optional<KeyCertOptions> certificates, Routes routes) {
        OriginLanes lanes = new OriginLanes(
                vertx,
                knobs.node(),
                shelf,
                new CachingPolicy.Collapse(100_000, Duration.ofMinutes(2), Duration.ofMinutes(2)).asTheyCome());
        lanes.use(routes);
        plane = new DataPlane(vertx, knobs, lanes, shelf, served::add, InstantSource.system(), System::nanoTime);
        try {
            plane.start(certificates).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Knobs with limits on time that a test can wait for. */
    static Plane quick(Duration limit) {
        Plane usual = Plane.of("127.0.0.1", 0);
        return new Plane(
                usual.node(),
                usual.host(),
                0,
                Optional.of(0),
                2,
                usual.maxHeadBytes(),
                limit,
                usual.idleTimeout(),
                limit,
                30_000,
                usual.maxStreams(),
                64 * 1024);
    }

    int port() {
        return plane.port();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
