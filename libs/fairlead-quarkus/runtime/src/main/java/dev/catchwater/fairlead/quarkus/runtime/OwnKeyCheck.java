package dev.catchwater.fairlead.quarkus.runtime;

import io.quarkus.runtime.configuration.ConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Leaves keys that there are not to {@code KnownKeys}, which knows what is meant, and looks at the environment, too. */
public final class OwnKeyCheck implements ConfigBuilder {
    /** Made by the application's generated configuration. */
    public OwnKeyCheck() {}

    @Override
    public SmallRyeConfigBuilder configBuilder(SmallRyeConfigBuilder builder) {
        return builder.withMappingIgnore("fairlead.**");
    }
}
