package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.tls.TlsPolicy;
import java.util.Optional;

/** The TLS registry, where the application has one. */
interface RegistryTls {
    /**
     * What a configuration of the registry says, pins apart.
     *
     * @return empty if there is none of this name
     * @throws IllegalArgumentException if it asks for what Fairlead does not do
     */
    Optional<TlsPolicy> policy(String configuration);
}
