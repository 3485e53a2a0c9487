package dev.catchwater.edge.flow;

import dev.catchwater.edge.Lanes;
import dev.catchwater.edge.Plane;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.Shelf;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** The servers of the data plane, one an event loop, on a Vert.x that has nothing else to do. */
public final class DataPlane {
    private static final long LOOK_MILLIS = 20;

    /** Who has just connected, or has not heard of the end, may have a request on its way. */
    private static final Duration LINGER = Duration.ofMillis(500);

    /** Clients of HTTP/2 close a connection that goes away, once they have all that they asked for. */
    private static final Duration LINGER_OF_CLIENTS = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Plane knobs;
    private final Plant plant;
    private final List<GuardedServer> servers = new CopyOnWriteArrayList<>();
    private final LongAdder inFlight = new LongAdder();
    private final Crowd crowd = new Crowd();
    private volatile boolean draining;
    private volatile int port;
    private volatile int tlsPort;
    private volatile Optional<ServerNames> tls = Optional.empty();
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
        this.plant = new Plant(
                vertx,
                knobs,
                lanes,
                shelf,
                listener,
                clock,
                nanos,
                () -> draining,
                inFlight,
                new Recoding(shelf, nanos));
    }

    /**
     * Listens; done when all loops do.
     *
     * @param certificates for the TLS port; empty: there is none, or not yet. Read at once: not on an event loop
     */
    public Future<Void> start(Optional<KeyCertOptions> certificates) {
        Future<Void> plain =
                onEachLoop(() -> new Loop(plant, crowd, options(knobs.port()), servers, bound -> port = bound));
        return certificates.isEmpty()
                ? plain
                : Future.all(plain, secure(certificates.get())).mapEmpty();
    }

    /**
     * Listens for TLS too, where there is a port for it.
     *
     * @param certificates chosen by the name that clients ask for (SNI): those of unknown ones get the first, in the order of
     *     aliases. Read at once: not on an event loop
     */
    public Future<Void> secure(KeyCertOptions certificates) {
        if (knobs.tlsPort().isEmpty()) {
            return Future.succeededFuture();
        }
        try {
            ServerNames names = named(certificates);
            tls = Optional.of(names);
            return onEachLoop(() ->
                    new Loop(plant, crowd, secured(names, knobs.tlsPort().get()), secured, bound -> tlsPort = bound));
        } catch (Exception unusable) {
            return Future.failedFuture(unusable);
        }
    }

    private Future<Void> onEachLoop(Supplier<Verticle> loop) {
        return vertx.deployVerticle(loop, new DeploymentOptions().setInstances(knobs.loops()))
                .mapEmpty();
    }

    private ServerNames named(KeyCertOptions certificates) throws Exception {
        KeyManager[] all = certificates.getKeyManagerFactory(vertx).getKeyManagers();
        return new ServerNames((X509KeyManager) all[0]);
    }

    /**
     * Other certificates for connections from now on; those that cannot be used change nothing. Read at once: not on an event
     * loop.
     *
     * @return the names that they are for; empty where they are the same as before
     */
    public synchronized Future<Set<String>> update(KeyCertOptions certificates) {
        try {
            ServerNames newer = named(certificates);
            if (secured.isEmpty() || tls.orElseThrow().isSame(newer)) {
                return Future.succeededFuture(Set.of());
            }
            tls = Optional.of(newer);
            return secured.getFirst().provider(newer).map(provider -> {
                if (isLatest(newer)) {
                    secured.forEach(server -> server.use(provider));
                }
                return newer.names();
            });
        } catch (Exception unusable) {
            return Future.failedFuture(unusable);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same
    private boolean isLatest(ServerNames certificates) {
        return tls.isPresent() && tls.get() == certificates;
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
        return crowd.size();
    }

    /** Whether it has begun to end. */
    public boolean isDraining() {
        return draining;
    }

    /**
     * Ends without losing anything: connections are told that they take no more requests (by each response, or by GOAWAY), no
     * more of them are taken after the grace, and what is in flight goes on to its last byte, or to the end of the limit.
     *
     * @param grace for whoever sends traffic here to hear of it
     * @return how many requests were cut off
     */
    public Future<Long> drain(Duration grace, Duration limit) {
        draining = true;
        crowd.announce();
        Promise<Long> done = Promise.promise();
        vertx.setTimer(Math.max(1, grace.toMillis()), begun -> {
            servers.forEach(GuardedServer::stopListening);
            secured.forEach(GuardedServer::stopListening);
            crowd.end();
            long now = plant.nanos().getAsLong();
            await(new Ending(now + limit.toNanos(), now, crowd.size(), done));
        });
        return done.future();
    }

    private void await(Ending before) {
        long now = plant.nanos().getAsLong();
        long unfinished = Math.max(inFlight.sum(), crowd.unfinished());
        Ending ending = before.at(now, crowd.size(), unfinished > 0);
        if (ending.isOver(now, crowd.isToBeClosedByClients() ? LINGER_OF_CLIENTS : LINGER)) {
            vertx.close().onComplete(closed -> ending.done().complete(unfinished));
        } else {
            vertx.setTimer(LOOK_MILLIS, again -> await(ending));
        }
    }

    private HttpServerOptions secured(ServerNames certificates, int on) {
        return options(on)
                .setSsl(true)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(GuardedServer.TLS)
                .setKeyCertOptions(KeyCertOptions.wrap(certificates));
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
}
