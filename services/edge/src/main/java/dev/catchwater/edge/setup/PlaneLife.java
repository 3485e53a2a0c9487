package dev.catchwater.edge.setup;

import dev.catchwater.edge.flow.DataPlane;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.source.OriginLanes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Listens as soon as the application starts; when it ends, first says so, then lets nothing be lost. */
@Readiness
@ApplicationScoped
class PlaneLife implements HealthCheck {
    private static final Logger LOG = Logger.getLogger("dev.catchwater.edge");
    private static final int BEFORE_ALL_OTHERS = 1;

    private final DataPlane plane;
    private final RouteTable routes;
    private final OriginLanes lanes;
    private final PlaneConfig config;
    private final Certificates certificates;

    PlaneLife(DataPlane plane, RouteTable routes, OriginLanes lanes, PlaneConfig config, Certificates certificates) {
        this.plane = plane;
        this.routes = routes;
        this.lanes = lanes;
        this.config = config;
        this.certificates = certificates;
    }

    void start(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event) throws Exception {
        routes.watch(lanes::use);
        plane.start(certificates.first())
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        LOG.infof("the data plane listens on %s:%d", config.host(), plane.port());
        certificates.watch();
    }

    void stop(@Observes @Priority(BEFORE_ALL_OTHERS) ShutdownEvent event) throws Exception {
        drain();
    }

    /** Returns when nothing is in flight any more, or the limit is over; once is enough. */
    synchronized void drain() throws Exception {
        if (plane.isDraining()) {
            return;
        }
        long most = config.drainGrace().plus(config.drainLimit()).plusSeconds(5).toMillis();
        try {
            long cut = plane.drain(config.drainGrace(), config.drainLimit())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(most, TimeUnit.MILLISECONDS);
            LOG.infof("the data plane has ended; %d requests were cut off", cut);
        } catch (TimeoutException stuck) {
            LOG.warn("the data plane did not end in time");
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("data plane")
                .status(plane.port() > 0 && !plane.isDraining())
                .build();
    }
}
