package dev.catchwater.edge.flow;

import dev.catchwater.edge.Lane;
import dev.catchwater.edge.Lanes;
import dev.catchwater.edge.Plane;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.edge.source.OriginLanes;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.caching.CachingPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.KeyCertOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A data plane over real sockets, without the application around it. */
final class Node implements AutoCloseable {
    final List<Served> served = Collections.synchronizedList(new ArrayList<>());
    final HeapShelf shelf = new HeapShelf();
    /** Requests for which a route was looked for: those that went the ordinary way. */
    final AtomicInteger looked = new AtomicInteger();

    OriginLanes lanes;
    DataPlane plane;
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));

    Node(URI... origins) {
        this(quick(Duration.ofSeconds(10)), Optional.empty(), origins);
    }

    Node(Plane knobs, Optional<KeyCertOptions> certificates, URI... origins) {
        this(knobs, certificates, Duration.ofMinutes(2), origins);
    }

    /** @param maxWait for a leader, before the next one leads */
    Node(Plane knobs, Optional<KeyCertOptions> certificates, Duration maxWait, URI... origins) {
        start(knobs, certificates, maxWait, shelf, InstantSource.system(), plain(origins));
    }

    Node(Plane knobs, Optional<KeyCertOptions> certificates, Routes routes) {
        start(knobs, certificates, Duration.ofMinutes(2), shelf, InstantSource.system(), routes);
    }

    Node(Plane knobs, Optional<KeyCertOptions> certificates, Shelf on, InstantSource clock, Routes routes) {
        start(knobs, certificates, Duration.ofMinutes(2), on, clock, routes);
    }

    /** With a shelf of the test's own. */
    Node(Shelf other, URI origin) {
        this(other, Route.plain("default", OriginGroup.of("default", List.of(origin))));
    }

    /** With routes of its own, over a store of its own. */
    Node(Shelf store, Route... routes) {
        this(
                quick(Duration.ofSeconds(10)),
                Optional.empty(),
                store,
                InstantSource.system(),
                new Routes(List.of(routes)));
    }

    static Routes plain(URI... origins) {
        return new Routes(List.of(Route.plain("default", OriginGroup.of("default", List.of(origins)))));
    }

    private void start(
            Plane knobs,
            Optional<KeyCertOptions> certificates,
            Duration maxWait,
            Shelf on,
            InstantSource clock,
            Routes routes) {
        lanes = new OriginLanes(
                vertx,
                knobs.node(),
                on,
                new CachingPolicy.Collapse(100_000, maxWait, Duration.ofMinutes(2)).asTheyCome(),
                new Random(1));
        lanes.use(routes);
        plane = new DataPlane(vertx, knobs, counted(lanes), on, served::add, clock, System::nanoTime);
        try {
            plane.start(certificates).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Lanes counted(Lanes all) {
        return new Lanes() {
            @Override
            public Optional<Lane> of(String host, String path, Headers headers) {
                looked.incrementAndGet();
                return all.of(host, path, headers);
            }

            @Override
            public Edition edition() {
                return all.edition();
            }
        };
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
                64 * 1024,
                true);
    }

    int port() {
        return plane.port();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
