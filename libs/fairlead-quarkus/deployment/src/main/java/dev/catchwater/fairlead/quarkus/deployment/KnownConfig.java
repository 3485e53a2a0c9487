package dev.catchwater.fairlead.quarkus.deployment;

import dev.catchwater.fairlead.quarkus.config.ClientConfig;
import dev.catchwater.fairlead.quarkus.config.ConfiguredSettings;
import dev.catchwater.fairlead.quarkus.config.FairleadConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.NameIterator;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.Config;

/**
 * The clients' keys as far as the build knows them. Values may come, or be replaced, at the start; what is wrong already
 * will hardly be meant.
 */
final class KnownConfig {
    private static final String PREFIX = "fairlead.";

    private final Map<String, String> values = new HashMap<>();
    private final SortedSet<String> clients = new TreeSet<>();

    KnownConfig(Config config) {
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(PREFIX)) {
                clients.add(client(key));
                value(config, key).ifPresent(value -> values.put(key, value));
            }
        }
    }

    /** The names that some key configures. */
    SortedSet<String> clients() {
        return clients;
    }

    /** A value that is known. */
    Optional<String> value(String client, String key) {
        return Optional.ofNullable(values.get(PREFIX + client + "." + key))
                .or(() -> Optional.ofNullable(values.get(PREFIX + "\"" + client + "\"." + key)));
    }

    /**
     * Reads what is known as the start will read it.
     *
     * @throws ConfigurationException naming the key
     */
    void check() {
        Map<String, ClientConfig> read;
        try {
            SmallRyeConfig known = new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withSources(new PropertiesConfigSource(values, "known at build time", 100))
                    .withMapping(FairleadConfig.class)
                    .build();
            read = known.getConfigMapping(FairleadConfig.class).clients();
        } catch (ConfigValidationException unfit) {
            throw new ConfigurationException(sentences(unfit), unfit, values.keySet());
        }
        read.forEach(ConfiguredSettings::of);
    }

    private static String sentences(ConfigValidationException unfit) {
        return IntStream.range(0, unfit.getProblemCount())
                .mapToObj(i -> unfit.getProblem(i).getMessage())
                .collect(Collectors.joining("; "));
    }

    private static String client(String key) {
        NameIterator names = new NameIterator(key);
        names.next();
        return names.hasNext() ? names.getNextSegment() : "";
    }

    /** Nothing where it refers to what only the start knows, or is secret. */
    private static Optional<String> value(Config config, String key) {
        try {
            return Optional.ofNullable(config.getConfigValue(key).getValue());
        } catch (RuntimeException notYet) {
            return Optional.empty();
        }
    }
}
