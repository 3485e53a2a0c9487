package dev.catchwater.fairlead.quarkus.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** What of Fairlead is built in. */
@ConfigMapping(prefix = "quarkus.fairlead")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface FairleadBuildConfig {
    /** Whether clients are measured, where there is Micrometer. */
    @WithName("metrics.enabled")
    @WithDefault("true")
    boolean metrics();

    /** Whether clients make spans, where there is OpenTelemetry. */
    @WithName("tracing.enabled")
    @WithDefault("true")
    boolean tracing();

    /** Whether circuits are shown among the health checks, where there are any. */
    @WithName("health.enabled")
    @WithDefault("true")
    boolean health();
}
