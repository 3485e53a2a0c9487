package dev.catchwater.weather.report;

import java.util.Locale;

/** What a provider is asked for; each is kept, grows old and fails by itself. */
public enum Product {
    CURRENT,
    HOURLY,
    DAILY,
    ALERTS,
    /** What is in the air. */
    AIR;

    /** As our API names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
