package dev.catchwater.weather.report;

import dev.catchwater.weather.units.Dimension;
import dev.catchwater.weather.units.Usage;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is measured or forecast, in the unit that its dimension has inside. */
public enum Quantity {
    TEMPERATURE(Dimension.TEMPERATURE, Usage.WEATHER),
    APPARENT_TEMPERATURE(Dimension.TEMPERATURE, Usage.WEATHER),
    DEW_POINT(Dimension.TEMPERATURE, Usage.WEATHER),
    /** A fraction. */
    HUMIDITY(Dimension.NUMBER, null),
    /** At sea level. */
    PRESSURE(Dimension.PRESSURE, Usage.BAROMETER),
    WIND_SPEED(Dimension.SPEED, Usage.WIND),
    WIND_GUST(Dimension.SPEED, Usage.WIND),
    /** Where the wind comes from. */
    WIND_FROM(Dimension.ANGLE, null),
    /** Water that falls in the period. */
    PRECIPITATION(Dimension.PRECIPITATION, Usage.RAINFALL),
    /** Water that falls at this moment. */
    PRECIPITATION_RATE(Dimension.PRECIPITATION_RATE, Usage.RAINFALL_RATE),
    /** A fraction. */
    PRECIPITATION_PROBABILITY(Dimension.NUMBER, null),
    /** Depth of new snow. */
    SNOWFALL(Dimension.PRECIPITATION, Usage.SNOWFALL),
    /** A fraction. */
    CLOUD_COVER(Dimension.NUMBER, null),
    VISIBILITY(Dimension.LENGTH, Usage.VISIBILITY),
    UV_INDEX(Dimension.NUMBER, null);

    private final Dimension dimension;
    private final @Nullable Usage usage;

    Quantity(Dimension dimension, @Nullable Usage usage) {
        this.dimension = dimension;
        this.usage = usage;
    }

    public Dimension dimension() {
        return dimension;
    }

    /** What people's units for it go by; empty where all have the same. */
    public Optional<Usage> usage() {
        return Optional.ofNullable(usage);
    }

    /** As our API names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
