package dev.catchwater.fairlead.quarkus.deployment;

import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.fairlead.quarkus.config.ClientConfig;
import dev.catchwater.fairlead.quarkus.config.ConfiguredSettings;
import dev.catchwater.fairlead.quarkus.config.FairleadConfig;
import dev.catchwater.fairlead.quarkus.config.KnownKeys;
import dev.catchwater.fairlead.quarkus.config.MissingKeyException;
import dev.catchwater.fairlead.quarkus.config.Surroundings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.NameIterator;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * The clients' keys as far as the build knows them. Values may come, or be replaced, at the start; what is wrong already
 * will hardly be meant.
 */
final class KnownConfig {
    /** All keys that there are, a star for each name of the user's. */
    static final Set<String> KEYS =
            Set.copyOf(ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(FairleadConfig.class))
                    .keySet());

    private static final String PREFIX = "fairlead.";

    private static final Logger LOG = Logger.getLogger(KnownConfig.class);

    private final List<String> names = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private final SortedSet<String> clients = new TreeSet<>();
    private final SortedSet<String> lasting = new TreeSet<>();

    KnownConfig(Config config) {
        lasting.addAll(KnownKeys.clients(config.getConfigSources()));
        lasting.add(Client.DEFAULT);
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(PREFIX)) {
                names.add(key);
                clients.add(client(key));
                value(config, key).ifPresent(value -> values.put(key, value));
            }
        }
    }

    /** Those whose keys may come as variables at the start; a variable of the build's does not make one. */
    SortedSet<String> lasting() {
        return lasting;
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
     * Reads what is known as the start will read it. What is missing may come at the start.
     *
     * @throws ConfigurationException naming the key
     */
    void check(Surroundings surroundings) {
        new KnownKeys(KEYS)
                .check(
                        names,
                        name -> Optional.ofNullable(values.get(name)),
                        System.getenv().keySet(),
                        lasting);
        Map<String, ClientConfig> read;
        try {
            SmallRyeConfig known = new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withSources(new PropertiesConfigSource(values, "known at build time", 100))
                    .withMapping(FairleadConfig.class)
                    .withValidateUnknown(false) // of a secret's variable there is a name like a key's
                    .build();
            read = known.getConfigMapping(FairleadConfig.class).clients();
        } catch (ConfigValidationException unfit) {
            throw new ConfigurationException(sentences(unfit), unfit, values.keySet());
        }
        read.forEach((client, config) -> check(client, config, surroundings));
    }

    private static void check(String client, ClientConfig config, Surroundings surroundings) {
        try {
            ConfiguredSettings.of(client, config, surroundings);
        } catch (MissingKeyException comesLater) {
            LOG.debugf("Not known at the build: %s", comesLater.getMessage());
        }
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
