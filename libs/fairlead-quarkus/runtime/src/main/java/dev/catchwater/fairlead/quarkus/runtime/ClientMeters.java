package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.observe.Meters;
import dev.catchwater.fairlead.quarkus.SettingsCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Each client is measured, under its name. */
@Singleton
final class ClientMeters implements SettingsCustomizer {
    private final MeterRegistry registry;

    ClientMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Settings customize(String client, Settings settings) {
        return settings.withListener(new Meters(registry, client));
    }
}
