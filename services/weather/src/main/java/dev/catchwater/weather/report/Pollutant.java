package dev.catchwater.weather.report;

import dev.catchwater.weather.units.AirQuality;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pollutes the air, in µg/m³; those that the index knows, with the hours that it looks back. */
public enum Pollutant {
    PM2_5(AirQuality.PM2_5, 24, 1),
    PM10(AirQuality.PM10, 24, 1),
    /** In ppm at 25 °C and one atmosphere: 24.45 l/mol over 48.00 g/mol. */
    OZONE(AirQuality.OZONE_8_HOURS, 8, 24.45 / 48.00 / 1_000),
    NITROGEN_DIOXIDE(null, 1, 1),
    SULPHUR_DIOXIDE(null, 1, 1),
    CARBON_MONOXIDE(null, 8, 1);

    private final @Nullable AirQuality rule;
    private final int hours;
    private final double factor;

    Pollutant(@Nullable AirQuality rule, int hours, double factor) {
        this.rule = rule;
        this.hours = hours;
        this.factor = factor;
    }

    /** As our API names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Over how many hours the index takes its mean. */
    int hours() {
        return hours;
    }

    /** The index of a mean in µg/m³; empty for what has none here. */
    Optional<Integer> index(double micrograms) {
        return rule == null ? Optional.empty() : Optional.of(rule.index(micrograms * factor));
    }
}
