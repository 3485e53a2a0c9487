package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.quarkus.config.TlsConfig;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a client's certificates come from: the registry, if it names a configuration of it. */
record ClientTls(List<RegistryTls> registry) {
    /** @param own by the client's own keys, of which the pins count in any case */
    TlsPolicy policy(String client, TlsConfig config, TlsPolicy own) {
        Optional<String> configuration = config.configurationName();
        if (configuration.isEmpty()) {
            return own;
        }
        String name = configuration.get();
        TlsPolicy shared = registry.stream()
                .findFirst()
                .flatMap(there -> read(there, client, name))
                .orElseThrow(() -> wrong(client, name, "there is no quarkus.tls.\"" + name + "\""));
        return new TlsPolicy(shared.system(), shared.authorities(), shared.identity(), own.pins(), shared.protocols());
    }

    private static Optional<TlsPolicy> read(RegistryTls registry, String client, String name) {
        try {
            return registry.policy(name);
        } catch (IllegalArgumentException unfit) {
            throw wrong(client, name, String.valueOf(unfit.getMessage()));
        }
    }

    private static ConfigurationException wrong(String client, String name, String why) {
        String key = "fairlead.\"" + client + "\".tls.configuration-name";
        return new ConfigurationException(key + " is " + name + ", but " + why, Set.of(key));
    }

    /** Certificates that could not be loaded. */
    static ConfigurationException wrong(String client, IllegalArgumentException unfit) {
        String key = "fairlead.\"" + client + "\".tls";
        return new ConfigurationException(key + ".*: " + unfit.getMessage(), unfit, Set.of(key));
    }
}
