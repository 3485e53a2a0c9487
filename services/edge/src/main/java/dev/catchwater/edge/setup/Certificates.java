package dev.catchwater.edge.setup;

import dev.catchwater.edge.flow.DataPlane;
import dev.catchwater.edge.setup.tls.CertificateFolder;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The data plane's certificates: of a watched folder, or of Quarkus' TLS registry, whose own looking again is followed. */
@ApplicationScoped
class Certificates {
    private static final Logger LOG = Logger.getLogger("dev.catchwater.edge");
    private static final long LOOK_MILLIS = 1_000;

    private final DataPlane plane;
    private final PlaneConfig config;
    private final TlsConfigurationRegistry registry;
    private final Vertx vertx;
    private final Optional<CertificateFolder> folder;
    // Of one look after the other.
    private volatile String told = "";

    Certificates(DataPlane plane, PlaneConfig config, TlsConfigurationRegistry registry, Vertx vertx) {
        this.plane = plane;
        this.config = config;
        this.registry = registry;
        this.vertx = vertx;
        this.folder = config.certificates().map(path -> new CertificateFolder(vertx, path));
    }

    /** To begin with; empty: TLS is not spoken. */
    Optional<KeyCertOptions> first() throws IOException {
        if (config.tlsPort().isEmpty()) {
            return Optional.empty();
        }
        if (folder.isEmpty()) {
            return Optional.of(ofRegistry());
        }
        if (config.tlsConfigurationName().isPresent()) {
            throw new IllegalStateException(
                    "catchwater.edge.plane.certificates and .tls-configuration-name are two ways to"
                            + " say the same: take one of them out");
        }
        try {
            return Optional.of(folder.get().read());
        } catch (IOException unusable) {
            throw new IOException("catchwater.edge.plane.certificates: " + unusable.getMessage(), unusable);
        }
    }

    private KeyCertOptions ofRegistry() {
        // The registry's own way to choose passes over the default one, unless that trusts everybody.
        return config.tlsConfigurationName()
                .map(registry::get)
                .orElseGet(registry::getDefault)
                .filter(configuration -> configuration.getKeyStoreOptions() != null)
                .map(Certificates::keys)
                .orElseThrow(() -> new IllegalStateException(
                        "catchwater.edge.plane.tls-port wants certificates: say catchwater.edge.plane.certificates,"
                                + " quarkus.tls.key-store.…, or name a configuration in"
                                + " catchwater.edge.plane.tls-configuration-name"));
    }

    private static KeyCertOptions keys(TlsConfiguration configuration) {
        return Objects.requireNonNull(configuration.getKeyStoreOptions(), "a TLS configuration without a key store");
    }

    /** From now on, if there is a folder. */
    void watch() {
        if (config.tlsPort().isPresent() && folder.isPresent()) {
            CertificateFolder watched = folder.get();
            vertx.setPeriodic(
                    LOOK_MILLIS,
                    timer -> vertx.executeBlocking(() -> {
                        look(watched);
                        return null;
                    }));
        }
    }

    private void look(CertificateFolder watched) {
        try {
            watched.changed().ifPresent(this::use);
            told = "";
        } catch (IOException unusable) {
            if (!told.equals(unusable.getMessage())) {
                refused(unusable);
            }
            told = String.valueOf(unusable.getMessage());
        }
    }

    /** The registry has read its files again, whether they have changed or not; it is silent where it could not. */
    void update(@Observes CertificateUpdatedEvent event) {
        boolean ours = event.name().equals(config.tlsConfigurationName().orElse(TlsConfig.DEFAULT_NAME));
        if (ours && config.tlsPort().isPresent() && folder.isEmpty()) {
            use(keys(event.tlsConfiguration()));
        }
    }

    private void use(KeyCertOptions certificates) {
        var _ = plane.update(certificates).onFailure(Certificates::refused).onSuccess(names -> {
            if (!names.isEmpty()) {
                LOG.infof("the data plane uses new certificates, for %s", String.join(", ", names));
            }
        });
    }

    private static void refused(Throwable unusable) {
        LOG.warnf("new certificates cannot be used: the old ones stay: %s", unusable.getMessage());
    }
}
