package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.observe.patterns.PatternPolicy;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.fairlead.quarkus.ClientRegistry;
import dev.catchwater.fairlead.quarkus.SettingsCustomizer;
import dev.catchwater.fairlead.quarkus.config.ClientConfig;
import dev.catchwater.fairlead.quarkus.config.ConfiguredSettings;
import dev.catchwater.fairlead.quarkus.config.FairleadConfig;
import dev.catchwater.fairlead.quarkus.config.KnownKeys;
import dev.catchwater.fairlead.quarkus.config.TlsConfig;
import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** The clients of the application, one for each name. */
@Singleton
public final class Clients implements ClientRegistry {
    private static final Logger LOG = Logger.getLogger(Clients.class);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final FairleadConfig config;
    private final List<SettingsCustomizer> customizers;
    private final ClientTls tls;
    private final Outside outside;
    private final LaunchMode mode;
    private final Map<String, Settings> configured = new ConcurrentHashMap<>();
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Clients(
            Vertx vertx,
            FairleadConfig config,
            @All List<SettingsCustomizer> customizers,
            @All List<RegistryTls> registry,
            Outside outside,
            LaunchMode mode) {
        this.vertx = vertx;
        this.config = config;
        this.customizers = customizers;
        this.tls = new ClientTls(registry);
        this.outside = outside;
        this.mode = mode;
    }

    /** All that is configured is read, so that what is wrong ends the start and not, some day, a request. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event, KnownAtBuild known) {
        Config all = ConfigProvider.getConfig();
        Set<String> names = KnownKeys.clients(all.getConfigSources());
        names.addAll(known.clients());
        new KnownKeys(known.keys())
                .check(
                        all.getPropertyNames(),
                        name -> all.getOptionalValue(name, String.class),
                        System.getenv().keySet(),
                        names);
        config.clients().forEach((name, its) -> configured.put(name, settings(name, its)));
        known.injected().forEach(this::get);
    }

    /** After the application's own observers, which may still send something. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER + 500) ShutdownEvent event) {
        stopped = true;
        List<Uni<Integer>> closings = clients.entrySet().stream()
                .map(client -> close(client.getKey(), client.getValue()))
                .toList();
        Duration longest = clients.keySet().stream()
                .map(this::drain)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        try {
            if (!closings.isEmpty()) {
                Uni.join().all(closings).andCollectFailures().await().atMost(longest.plus(MARGIN));
            }
        } finally {
            outside.close();
        }
    }

    private Uni<Integer> close(String name, HttpClient client) {
        return client.close(drain(name)).invoke(left -> {
            if (left > 0) {
                LOG.infof("Calls of the client %s that were cut off: %d", name, left);
            }
        });
    }

    /** Nobody waits for a reload. */
    private Duration drain(String name) {
        return mode == LaunchMode.NORMAL ? config(name).drain() : Duration.ZERO;
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(config.clients().keySet());
        names.add(Client.DEFAULT);
        return names;
    }

    @Override
    public HttpClient client(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException(
                    "nothing configures the client " + name + ", but only " + String.join(", ", names()));
        }
        return get(name);
    }

    /** The client of a name, made when it is first asked for. */
    HttpClient get(String name) {
        if (stopped) {
            throw new IllegalStateException("the application has stopped, and its clients with it");
        }
        return clients.computeIfAbsent(name, this::create);
    }

    /** Those that there are, by name. */
    SortedMap<String, HttpClient> all() {
        return new TreeMap<>(clients);
    }

    ClientConfig config(String name) {
        return Objects.requireNonNull(config.clients().get(name), "every name has its defaults");
    }

    /** Reads the certificates of the clients anew that use this configuration of the registry. */
    void renewTls(String configuration) {
        clients.forEach((name, client) -> {
            TlsConfig its = config(name).tls();
            if (its.configurationName().filter(configuration::equals).isPresent()) {
                renewTls(name, client, configuration);
            }
        });
    }

    private void renewTls(String name, HttpClient client, String configuration) {
        Uni.createFrom()
                .item(() -> tls.policy(name, config(name).tls(), ConfiguredSettings.tls(name, config(name))))
                .flatMap(client::updateTls)
                .subscribe()
                .with(
                        done -> LOG.infof("The client %s uses the new certificates of %s", name, configuration),
                        unfit -> LOG.errorf(unfit, "The client %s keeps its old certificates", name));
    }

    private HttpClient create(String name) {
        Settings settings = configured.computeIfAbsent(name, unnamed -> settings(unnamed, config(unnamed)));
        if (mode == LaunchMode.DEVELOPMENT && config(name).patterns().isEmpty()) {
            settings = settings.withPatterns(PatternPolicy.DEFAULT);
        }
        for (SettingsCustomizer customizer : customizers) {
            settings = customizer.customize(name, settings);
        }
        // One that needs no look-up of services, which a native image would have to be told of.
        Random random = new Random(new SecureRandom().nextLong());
        try {
            return HttpClient.create(vertx, settings, new VertxTimers(vertx, InstantSource.system()), random);
        } catch (IllegalArgumentException unfit) {
            throw ClientTls.wrong(name, unfit);
        }
    }

    private Settings settings(String name, ClientConfig its) {
        Settings settings = ConfiguredSettings.of(name, its, outside);
        return settings.withTls(tls.policy(name, its.tls(), settings.tls()));
    }
}
