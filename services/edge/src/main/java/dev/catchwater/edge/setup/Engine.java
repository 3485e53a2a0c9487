package dev.catchwater.edge.setup;

import dev.catchwater.edge.Served;
import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.flow.DataPlane;
import dev.catchwater.edge.flow.Purging;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.source.OriginLanes;
import dev.catchwater.edge.store.FilePurgeLog;
import dev.catchwater.edge.tally.Tally;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The data plane and all it stands on, put together by hand: it needs nothing of the application, and can serve while that
 * is still starting ({@link HeadStart}).
 */
final class Engine {
    private static final Logger LOG = Logger.getLogger("dev.catchwater.edge");
    private static final int SAMPLES = 10;

    private final PlaneConfig config;
    private final FilePurgeLog log;
    private final Purging purging;
    private final Shelf shelf;
    private final RouteTable routes;
    private final OriginLanes lanes;
    private final Tally tally;
    private final DataPlane plane;
    private final CountDownLatch firstHit = new CountDownLatch(1);
    private volatile Consumer<Served> sampled = served -> {};
    private boolean begun;

    /**
     * Not listening yet. Blocks for the time of reading what is there from before.
     *
     * @throws IOException if what it keeps cannot be read or written
     * @throws IllegalStateException if the routes are wrong
     */
    Engine(PlaneConfig config, StoreConfig store, RoutesConfig from, InstantSource clock) throws IOException {
        StoreBeans stores = new StoreBeans();
        PlaneBeans planes = new PlaneBeans();
        Epochs epochs = stores.epochs();
        Vertx vertx = planes.vertx(config);
        this.config = config;
        this.log = stores.log(store, clock);
        this.purging = stores.purging(epochs, log, clock);
        this.shelf = stores.shelf(epochs, store, log.name());
        this.routes = new Routing().routes(from, vertx, clock);
        this.lanes = planes.lanes(vertx, shelf, config);
        this.tally = new Tally(clock, SAMPLES, served -> sampled.accept(served));
        this.plane = planes.plane(vertx, config, lanes, shelf, this::served, clock);
    }

    /** Listens, if it does not yet. */
    synchronized void begin() throws Exception {
        if (!begun) {
            begun = true;
            routes.watch(lanes::use);
            plane.start(Optional.empty())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            LOG.infof("the data plane listens on %s:%d", config.host(), plane.port());
        }
    }

    private void served(Served served) {
        tally.on(served);
        if (served.how() == Served.How.HIT) {
            firstHit.countDown();
        }
    }

    /** Waits for an answer from memory, but not for long. */
    void awaitFirstHit(Duration most) throws InterruptedException {
        var _ = firstHit.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Some of what is served is told from now on. */
    void tellSamples(Consumer<Served> listener) {
        sampled = listener;
    }

    Purging purging() {
        return purging;
    }

    Shelf shelf() {
        return shelf;
    }

    RouteTable routes() {
        return routes;
    }

    OriginLanes lanes() {
        return lanes;
    }

    Tally tally() {
        return tally;
    }

    DataPlane plane() {
        return plane;
    }

    /** What it keeps; the plane has ended by itself. */
    void close() throws Exception {
        if (shelf instanceof AutoCloseable open) {
            open.close();
        }
        log.close();
    }
}
