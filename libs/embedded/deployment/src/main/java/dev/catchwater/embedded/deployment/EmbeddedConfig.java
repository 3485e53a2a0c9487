package dev.catchwater.embedded.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Real Postgres and Redis for tests and dev mode. */
@ConfigMapping(prefix = "catchwater.embedded")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface EmbeddedConfig {

    /** Whether anything is started at all. */
    @WithDefault("true")
    boolean enabled();

    /** Postgres. */
    Postgres postgres();

    /** Postgres. */
    interface Postgres {

        /** The database that is created and used. Default: the application's name. */
        Optional<String> database();
    }
}
