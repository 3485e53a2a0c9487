package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.dns.DnsLookup;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The client {@code geo.api}, read from keys. */
final class Reading {
    private Reading() {}

    static SmallRyeConfig config(Map<String, String> keys) {
        Map<String, String> full = new HashMap<>();
        keys.forEach((key, value) -> full.put("fairlead.\"geo.api\"." + key, value));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(full, "test", 100))
                .withMapping(FairleadConfig.class)
                .build();
    }

    /** Secrets are where they lie. */
    private static final class Naming implements Surroundings {
        private final Surroundings build = new BuildSurroundings(true);

        @Override
        public Secret secret(SecretPlace place) {
            return Secret.of(
                    switch (place) {
                        case SecretPlace.InFile file -> "file/" + file.path();
                        case SecretPlace.InVariable variable -> "env/" + variable.name();
                        case SecretPlace.AtProvider provider ->
                            "provider/" + provider.credentials() + "/" + provider.key();
                    });
        }

        @Override
        public DnsLookup dns(List<InetSocketAddress> servers, Duration timeout) {
            return build.dns(servers, timeout);
        }

        @Override
        public Shared shared(RedisPlace redis) {
            return build.shared(redis);
        }
    }

    static Settings settings(Map<String, String> keys) {
        FairleadConfig read = config(keys).getConfigMapping(FairleadConfig.class);
        return ConfiguredSettings.of("geo.api", read.clients().get("geo.api"), new Naming());
    }
}
