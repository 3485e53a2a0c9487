package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.observe.Tracing;
import dev.catchwater.fairlead.quarkus.SettingsCustomizer;
import dev.catchwater.fairlead.quarkus.config.ClientConfig;
import dev.catchwater.fairlead.quarkus.config.FairleadConfig;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Each client makes spans by the application's OpenTelemetry. */
@Singleton
final class ClientTracing implements SettingsCustomizer {
    private final FairleadConfig config;
    private final Tracing tracing;

    ClientTracing(FairleadConfig config, OpenTelemetry telemetry) {
        this.config = config;
        this.tracing = Tracing.of(telemetry);
    }

    @Override
    public Settings customize(String client, Settings settings) {
        ClientConfig.Spans spans =
                Objects.requireNonNull(config.clients().get(client)).tracing();
        if (!spans.enabled()) {
            return settings;
        }
        return settings.withTracing(spans.propagate() ? tracing : tracing.withoutPropagation());
    }
}
