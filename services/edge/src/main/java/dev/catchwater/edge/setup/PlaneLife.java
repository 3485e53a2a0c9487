package dev.catchwater.edge.setup;

import dev.catchwater.edge.flow.DataPlane;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.vertx.core.net.KeyCertOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
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
    private final TlsConfigurationRegistry tls;

    PlaneLife(Engine engine, PlaneConfig config, TlsConfigurationRegistry tls) {
        this.engine = engine;
        this.plane = engine.plane();
        this.config = config;
        this.tls = tls;
    }

    void start(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event) throws Exception {
        engine.begin();
        Optional<KeyCertOptions> certificates = certificates();
        if (certificates.isPresent()) {
            plane.secure(certificates.get())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            LOG.infof("the data plane listens on %s:%d for TLS", config.host(), plane.tlsPort());
        }
    }

    private Optional<KeyCertOptions> certificates() {
        return config.tlsPort()
                .map(port -> TlsConfiguration.from(tls, config.tlsConfigurationName())
                        .map(PlaneLife::keys)
                        .orElseThrow(() -> new IllegalStateException(
                                "catchwater.edge.plane.tls-port wants certificates: say quarkus.tls.key-store.…, or name"
                                        + " a configuration in catchwater.edge.plane.tls-configuration-name")));
    }

    private static KeyCertOptions keys(TlsConfiguration configuration) {
        return Objects.requireNonNull(configuration.getKeyStoreOptions(), "a TLS configuration without a key store");
    }

    /** The registry has read its files again. */
    void update(@Observes CertificateUpdatedEvent event) {
        boolean ours = event.name().equals(config.tlsConfigurationName().orElse(TlsConfig.DEFAULT_NAME));
        if (ours && config.tlsPort().isPresent()) {
            var _ = plane.update(keys(event.tlsConfiguration()))
                    .onSuccess(done -> LOG.info("the data plane uses new certificates"))
                    .onFailure(unusable -> LOG.warn("new certificates cannot be used: the old ones stay", unusable));
        }
    }

    void stop(@Observes @Priority(BEFORE_ALL_OTHERS) ShutdownEvent event) throws Exception {
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
