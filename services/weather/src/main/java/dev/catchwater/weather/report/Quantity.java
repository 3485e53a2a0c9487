package dev.catchwater.weather.report;

import dev.catchwater.weather.units.Dimension;
import dev.catchwater.weather.units.Usage;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is measured or forecast, in the unit that its dimension has inside. */
public enum Quantity {
    TEMPERATURE(Dimension.TEMPERATURE, Usage.WEATHER, 150, 350),
    APPARENT_TEMPERATURE(Dimension.TEMPERATURE, Usage.WEATHER, 130, 400),
    DEW_POINT(Dimension.TEMPERATURE, Usage.WEATHER, 100, 350),
    /** A fraction. */
    HUMIDITY(Dimension.NUMBER, null, 0, 1.2),
    /** At sea level. */
    PRESSURE(Dimension.PRESSURE, Usage.BAROMETER, 50_000, 120_000),
    WIND_SPEED(Dimension.SPEED, Usage.WIND, 0, 200),
    WIND_GUST(Dimension.SPEED, Usage.WIND, 0, 200),
    /** Where the wind comes from. */
    WIND_FROM(Dimension.ANGLE, null, 0, 360),
    /** Water that falls in the period. */
    PRECIPITATION(Dimension.PRECIPITATION, Usage.RAINFALL, 0, 5_000),
    /** Water that falls at this moment. */
    PRECIPITATION_RATE(Dimension.PRECIPITATION_RATE, Usage.RAINFALL_RATE, 0, 1),
    /** A fraction. */
    PRECIPITATION_PROBABILITY(Dimension.NUMBER, null, 0, 1),
    /** Depth of new snow. */
    SNOWFALL(Dimension.PRECIPITATION, Usage.SNOWFALL, 0, 20_000),
    /** A fraction. */
    CLOUD_COVER(Dimension.NUMBER, null, 0, 1),
    VISIBILITY(Dimension.LENGTH, Usage.VISIBILITY, 0, 1_000_000),
    UV_INDEX(Dimension.NUMBER, null, 0, 60);

    private final Dimension dimension;
    private final @Nullable Usage usage;
    private final double least;
    private final double most;

    Quantity(Dimension dimension, @Nullable Usage usage, double least, double most) {
        this.dimension = dimension;
        this.usage = usage;
        this.least = least;
        this.most = most;
    }

    public Dimension dimension() {
        return dimension;
    }

    /** Whether it can be so anywhere on earth: a wide range, that spoilt numbers and words for "missing" fall out of. */
    public boolean isPlausible(double inside) {
        return inside >= least && inside <= most;
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
