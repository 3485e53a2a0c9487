package dev.catchwater.edge.setup;

import dev.catchwater.edge.setup.tls.CertificateFolder;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The knobs of the data plane: {@code catchwater.edge.plane.*}. */
@ConfigMapping(prefix = "catchwater.edge.plane")
public interface PlaneConfig {

    /** The node's name in Via, CDN-Loop, Cache-Status and Forwarded; nodes in a chain need different ones. */
    @WithDefault("catchwater")
    @Pattern(regexp = "[A-Za-z][A-Za-z0-9._-]{0,63}")
    String node();

    /** Where to listen. */
    @WithDefault("127.0.0.1")
    String host();

    /** HTTP/1.1 and HTTP/2 without TLS; 0: any free port. */
    @WithDefault("8085")
    @Min(0)
    @Max(65_535)
    int port();

    /** Both with TLS; 0: any free port. */
    Optional<Integer> tlsPort();

    /** A folder of certificates, which is looked at every second ({@link CertificateFolder}). */
    Optional<Path> certificates();

    /** Without a folder: which configuration of Quarkus' TLS registry; without a name the default one. */
    Optional<String> tlsConfigurationName();

    /** Event loops; without a number one a core. */
    Optional<Integer> loops();

    /** A request's line and fields together. */
    @WithDefault("32K")
    MemorySize maxHead();

    /** From the first byte of a head to its last. */
    @WithDefault("10s")
    Duration headTimeout();

    /** A connection on which nothing moves. */
    @WithDefault("75s")
    Duration idleTimeout();

    /** A response whose reader takes nothing, a request body of which nothing comes. */
    @WithDefault("30s")
    Duration stallTimeout();

    /** On both ports together; more are closed as they come. */
    @WithDefault("20000")
    @Min(1)
    int maxConnections();

    /** On one connection of HTTP/2. */
    @WithDefault("128")
    @Min(1)
    int maxStreams();

    /** Whether hits that came before are answered without making a request of their bytes. */
    @WithDefault("true")
    boolean shortcuts();

    /** How long requests are still taken once the node is told to end. */
    @WithDefault("1s")
    Duration drainGrace();

    /** How long those in flight may take then. */
    @WithDefault("30s")
    Duration drainLimit();

    /** Equal requests that wait for one answer. */
    Collapse collapse();

    /** Equal requests that wait for one answer. */
    interface Collapse {
        /** One more goes to the origin on its own. */
        @WithDefault("100000")
        @Min(0)
        int maxWaiters();

        /** For one that leads, before the next one does. */
        @WithDefault("10s")
        Duration maxWait();

        /** How long nobody waits for a key whose answer could not be shared. */
        @WithDefault("2m")
        Duration unsharedFor();
    }
}
