package dev.catchwater.embedded.deployment;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Offers the servers to Quarkus as Dev Services; {@link JvmWide} says how long they live. */
final class EmbeddedProcessor {

    private static final String FEATURE = "catchwater-embedded";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    // Deprecated without a successor in this Quarkus; the way that remains lets the application's own user name win.
    @SuppressWarnings("removal")
    @BuildStep(onlyIf = IsDevServicesSupportedByLaunchMode.class)
    void postgres(
            EmbeddedConfig config,
            Capabilities capabilities,
            ApplicationInfoBuildItem application,
            LaunchModeBuildItem launch,
            BuildProducer<DevServicesResultBuildItem> services) {
        if (!config.enabled() || !Need.POSTGRES.isOpen(capabilities, ConfigUtils::isPropertyNonEmpty)) {
            return;
        }
        String database = config.postgres().database().orElseGet(() -> nameOf(application));
        Map<String, Function<PostgresService, String>> settings = new HashMap<>();
        settings.put(USER, PostgresService::user);
        settings.put(PASSWORD, PostgresService::password);
        if (Need.JDBC.isIn(capabilities)) {
            settings.put("quarkus.datasource.jdbc.url", PostgresService::jdbcUrl);
        }
        if (Need.REACTIVE.isIn(capabilities)) {
            settings.put("quarkus.datasource.reactive.url", PostgresService::reactiveUrl);
        }
        services.produce(DevServicesResultBuildItem.<PostgresService>owned()
                .feature(FEATURE)
                .serviceName("embedded-postgres")
                .description("Postgres, database " + database)
                .serviceConfig(database)
                .startable(() -> new PostgresService(launch.getLaunchMode(), database))
                .configProvider(settings)
                // A user that the application names for production does not exist here.
                .highPriorityConfig(Set.of(USER, PASSWORD))
                .build());
    }

    @BuildStep(onlyIf = IsDevServicesSupportedByLaunchMode.class)
    void redis(
            EmbeddedConfig config,
            Capabilities capabilities,
            LaunchModeBuildItem launch,
            BuildProducer<DevServicesResultBuildItem> services) {
        if (!config.enabled() || !Need.REDIS.isOpen(capabilities, ConfigUtils::isPropertyNonEmpty)) {
            return;
        }
        services.produce(DevServicesResultBuildItem.<RedisService>owned()
                .feature(FEATURE)
                .serviceName("embedded-redis")
                .description("Redis")
                .serviceConfig("redis")
                .startable(() -> new RedisService(launch.getLaunchMode()))
                .configProvider(Map.of("quarkus.redis.hosts", RedisService::uri))
                .build());
    }

    private static String nameOf(ApplicationInfoBuildItem application) {
        String name = application.getName();
        return name == null || ApplicationInfoBuildItem.UNSET_VALUE.equals(name) ? "application" : name;
    }
}
