package dev.catchwater.prices.setup;

import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.quarkus.SettingsCustomizer;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;

/** Users name the addresses that are asked, so no deployment goes without the address guard. */
@Singleton
class AlwaysGuarded implements SettingsCustomizer {

    private final LaunchMode mode;

    AlwaysGuarded(LaunchMode mode) {
        this.mode = mode;
    }

    @Override
    public Settings customize(String client, Settings settings) {
        if (mode == LaunchMode.NORMAL && !settings.guard().enabled()) {
            throw new ConfigurationException("fairlead." + client + ".guard.enabled is false, but users name what is"
                    + " asked: name what may be private in fairlead." + client + ".guard.allow");
        }
        return settings;
    }
}
