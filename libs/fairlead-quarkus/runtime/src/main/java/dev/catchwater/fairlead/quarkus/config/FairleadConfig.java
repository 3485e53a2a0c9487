package dev.catchwater.fairlead.quarkus.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** Fairlead's clients, each by its name. */
@ConfigMapping(prefix = "fairlead")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface FairleadConfig {
    /** The knobs of each client. */
    @WithParentName
    @WithDefaults
    Map<String, ClientConfig> clients();
}
