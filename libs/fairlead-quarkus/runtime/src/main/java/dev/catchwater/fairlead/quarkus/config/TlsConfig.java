package dev.catchwater.fairlead.quarkus.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whom the client trusts, and who it says it is: by files of its own, or by a name in Quarkus' TLS registry. */
public interface TlsConfig {
    /** The name of a {@code quarkus.tls."name"} configuration, instead of the files below; pins count with it, too. */
    Optional<String> configurationName();

    /** Whether the platform's authorities are trusted. */
    @WithDefault("true")
    @WithConverter(Truth.class)
    boolean system();

    /** PEM files of certificates that are trusted besides, or instead. */
    Optional<List<Path>> authorities();

    /** A PEM file of the client's own certificate and those that vouch for it. */
    Optional<Path> certificate();

    /** A PEM file of its private key, unencrypted. */
    Optional<Path> key();

    /** For each host with pins, two keys or more, {@code sha256/…}, of which one must be in its validated chain. */
    Map<String, Set<String>> pins();

    /** TLS versions that are spoken; with a configuration of the registry, its own are. */
    @WithDefault("TLSv1.2,TLSv1.3")
    Set<String> protocols();
}
