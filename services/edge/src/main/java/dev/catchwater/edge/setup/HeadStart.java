package dev.catchwater.edge.setup;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.smallrye.context.runtime.QuarkusContextManagerProvider;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.context.SmallRyeContextManager;
import io.smallrye.context.impl.DefaultValues;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.context.spi.ContextManagerProvider;

/**
 * Starts the data plane ahead of the application, from the same configuration by the same types: the application takes it
 * over when it is there. What goes wrong here is told by the application, once it has judged the configuration as a whole.
 */
final class HeadStart {
    /** On one core the application would take half of it from those whose requests were waiting for the node. */
    private static final Duration FOR_WHO_WAITED = Duration.ofMillis(150);

    /** The engine that runs, if any, or why it does not. */
    private static volatile Callable<Optional<Engine>> outcome = Optional::empty;

    private HeadStart() {}

    /** Once in the life of a process. */
    static void begin() {
        properties();
        contexts();
        try {
            SmallRyeConfig config = ConfigUtils.configBuilder()
                    .withMapping(PlaneConfig.class)
                    .withMapping(StoreConfig.class)
                    .withMapping(RoutesConfig.class)
                    .build();
            Engine early = new Engine(
                    config.getConfigMapping(PlaneConfig.class),
                    config.getConfigMapping(StoreConfig.class),
                    config.getConfigMapping(RoutesConfig.class),
                    InstantSource.system());
            early.begin();
            outcome = () -> Optional.of(early);
            early.awaitFirstHit(FOR_WHO_WAITED);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (Exception wrong) {
            outcome = () -> {
                throw wrong;
            };
        }
    }

    /** What the application sets for Netty, which has looked by then. */
    private static void properties() {
        usually("io.netty.allocator.maxOrder", "3");
        usually("io.netty.allocator.disableCacheFinalizersForFastThreadLocalThreads", "true");
        usually("io.netty.machineId", "00:00:00:00:00:00:00:00");
    }

    /**
     * There are no contexts of the application to carry along yet. Mutiny would have a provider of them made that the
     * application cannot fill later: this is its own, empty.
     */
    private static void contexts() {
        if (ContextManagerProvider.INSTANCE.get() == null) {
            ContextManagerProvider provider = new QuarkusContextManagerProvider();
            ContextManagerProvider.register(provider);
            provider.registerContextManager(
                    new SmallRyeContextManager.Builder()
                            .withThreadContextProviders()
                            .withContextManagerExtensions()
                            .withDefaultValues(DefaultValues.empty())
                            .build(),
                    null);
        }
    }

    private static void usually(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    /**
     * The engine that runs; empty if nobody has started one.
     *
     * @throws Exception why it does not run
     */
    static Optional<Engine> engine() throws Exception {
        return outcome.call();
    }
}
