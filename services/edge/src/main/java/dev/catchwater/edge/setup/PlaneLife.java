package dev.catchwater.edge.setup;

import dev.catchwater.edge.flow.DataPlane;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.net.KeyCertOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Listens when the application starts at the latest, and for TLS then; when it ends, first says so, then lets nothing be lost. */
@Readiness
@ApplicationScoped
class PlaneLife implements HealthCheck {
    private static final Logger LOG = Logger.getLogger("dev.catchwater.edge");
    private static final int BEFORE_ALL_OTHERS = 1;

    private final Engine engine;
    private final DataPlane plane;
    private final PlaneConfig config;
    private final Certificates certificates;

    PlaneLife(Engine engine, PlaneConfig config, Certificates certificates) {
        this.engine = engine;
        this.plane = engine.plane();
        this.config = config;
        this.certificates = certificates;
    }

    void start(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event) throws Exception {
        engine.begin();
        Optional<KeyCertOptions> first = certificates.first();
        if (first.isPresent()) {
            plane.secure(first.get()).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            LOG.infof("the data plane listens on %s:%d for TLS", config.host(), plane.tlsPort());
        }
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
