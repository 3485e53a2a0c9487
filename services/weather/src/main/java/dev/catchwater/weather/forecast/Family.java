package dev.catchwater.weather.forecast;

/** Which law the uncertainty of a quantity follows. */
public enum Family {
    /** Both ways alike: temperature, dew point, pressure. */
    NORMAL,
    /** Never below zero: wind. */
    TRUNCATED_NORMAL,
    /** Often nothing at all, otherwise skewed: precipitation. */
    ZERO_OR_GAMMA
}
