package dev.catchwater.edge.flow;

import dev.catchwater.edge.Lanes;
import dev.catchwater.edge.Plane;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.flow.hit.Hits;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** The servers of the data plane, one an event loop, on a Vert.x that has nothing else to do. */
public final class DataPlane {
    private static final long LOOK_MILLIS = 20;

    private final Vertx vertx;
    private final Plane knobs;
    private final Plant plant;
    private final List<GuardedServer> servers = new CopyOnWriteArrayList<>();
    private final LongAdder inFlight = new LongAdder();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean draining;
    private volatile int port;
    private volatile int tlsPort;
    private volatile Optional<KeyCertOptions> tls = Optional.empty();
    private final List<GuardedServer> secured = new CopyOnWriteArrayList<>();

    /**
     * Not listening yet.
     *
     * @param vertx its own, without metrics and tracing
     * @param nanos a clock that only goes forward
     */
    public DataPlane(
            Vertx vertx,
            Plane knobs,
            Lanes lanes,
            Shelf shelf,
            Served.Listener listener,
            InstantSource clock,
            LongSupplier nanos) {
        this.vertx = vertx;
        this.knobs = knobs;
        this.plant = new Plant(vertx, knobs, lanes, shelf, listener, clock, nanos, () -> draining, inFlight);
    }

    /**
     * Listens; done when all loops do.
     *
     * @param certificates for the TLS port, chosen by the name that clients ask for (SNI); empty: there is none
     */
    public Future<Void> start(Optional<KeyCertOptions> certificates) {
        tls = certificates;
        return vertx.deployVerticle(Loop::new, new DeploymentOptions().setInstances(knobs.loops()))
                .mapEmpty();
    }

    /** Other certificates for connections from now on; those that cannot be used change nothing. */
    public Future<Void> update(KeyCertOptions certificates) {
        tls = Optional.of(certificates);
        List<Future<Boolean>> updates = secured.stream()
                .map(server -> server.updateSSLOptions(new SSLOptions().setKeyCertOptions(certificates), true))
                .toList();
        return Future.join(updates).mapEmpty();
    }

    /** Where it listens for TLS; 0: nowhere. */
    public int tlsPort() {
        return tlsPort;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Requests whose responses have not ended. */
    public long inFlight() {
        return inFlight.sum();
    }

    /** Open connections. */
    public int connections() {
        return connections.get();
    }

    /** Whether it has begun to end. */
    public boolean isDraining() {
        return draining;
    }

    /**
     * Ends without losing anything: each response from now on says that it is the last of its connection, no more connections
     * are taken after the grace, and what is in flight goes on to its end, or to that of the limit.
     *
     * @param grace for whoever sends traffic here to hear of it
     * @return how many requests were cut off
     */
    public Future<Long> drain(Duration grace, Duration limit) {
        draining = true;
        Promise<Long> done = Promise.promise();
        vertx.setTimer(Math.max(1, grace.toMillis()), begun -> {
            servers.forEach(GuardedServer::stopListening);
            secured.forEach(GuardedServer::stopListening);
            await(plant.nanos().getAsLong() + limit.toNanos(), done);
        });
        return done.future();
    }

    private void await(long until, Promise<Long> done) {
        boolean late = plant.nanos().getAsLong() >= until;
        if (late || inFlight.sum() == 0) {
            long left = inFlight.sum();
            vertx.close().onComplete(closed -> done.complete(left));
        } else {
            vertx.setTimer(LOOK_MILLIS, again -> await(until, done));
        }
    }

    private HttpServerOptions secured(KeyCertOptions certificates, int on) {
        return options(on)
                .setSsl(true)
                .setSni(true)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setKeyCertOptions(certificates);
    }

    private HttpServerOptions options(int on) {
        return new HttpServerOptions()
                .setHost(knobs.host())
                .setPort(on)
                .setReusePort(false)
                .setTcpNoDelay(true)
                .setAcceptBacklog(4096)
                .setMaxInitialLineLength(knobs.maxHeadBytes())
                .setMaxHeaderSize(knobs.maxHeadBytes())
                .setIdleTimeout(Math.toIntExact(knobs.idleTimeout().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHttp2ClearTextEnabled(true)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(knobs.maxStreams())
                        .setMaxHeaderListSize(knobs.maxHeadBytes())
                        .setPushEnabled(false));
    }

    /** One event loop's servers. */
    private final class Loop extends AbstractVerticle {
        @Override
        public void start(Promise<Void> started) {
            Hits hits = plant.hits();
            Receive receive = new Receive(plant, hits);
            Future<Integer> plain =
                    listen(receive, hits, options(knobs.port()), servers).onSuccess(bound -> port = bound);
            Future<Integer> secure = tls.isEmpty() || knobs.tlsPort().isEmpty()
                    ? Future.succeededFuture(0)
                    : listen(receive, hits, secured(tls.get(), knobs.tlsPort().get()), secured)
                            .onSuccess(bound -> tlsPort = bound);
            Future.all(plain, secure).<Void>mapEmpty().onComplete(started);
        }

        private Future<Integer> listen(
                Receive receive, Hits hits, HttpServerOptions options, List<GuardedServer> among) {
            GuardedServer server = new GuardedServer((VertxInternal) vertx, options, knobs, hits, connections);
            server.requestHandler(receive::receive);
            server.invalidRequestHandler(receive::invalid);
            among.add(server);
            return server.listen().map(listening -> server.actualPort());
        }
    }
}
