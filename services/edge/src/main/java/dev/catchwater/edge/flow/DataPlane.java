package dev.catchwater.edge.flow;

import dev.catchwater.edge.Lanes;
import dev.catchwater.edge.Plane;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.Shelf;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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

    /** Listens; done when all loops do. */
    public Future<Void> start() {
        return vertx.deployVerticle(Loop::new, new DeploymentOptions().setInstances(knobs.loops()))
                .mapEmpty();
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

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(knobs.host())
                .setPort(knobs.port())
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
            Receive receive = new Receive(plant);
            GuardedServer server = new GuardedServer((VertxInternal) vertx, options(), knobs, connections);
            server.requestHandler(receive::receive);
            server.invalidRequestHandler(receive::invalid);
            servers.add(server);
            server.listen()
                    .onSuccess(listening -> port = server.actualPort())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
