package dev.catchwater.fairlead.quarkus;

import dev.catchwater.fairlead.client.Settings;

/**
 * A bean that completes what configuration cannot say: credentials, cookies, listeners, verdicts on statuses. All such
 * beans are asked, once for each client, before it is made; what they throw fails the start.
 */
@FunctionalInterface
public interface SettingsCustomizer {
    /**
     * The settings of a client.
     *
     * @param client its name
     * @param settings as configured, and as earlier customizers left them
     */
    Settings customize(String client, Settings settings);
}
