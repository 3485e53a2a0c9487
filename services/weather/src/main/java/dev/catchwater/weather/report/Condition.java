package dev.catchwater.weather.report;

/** What the sky does, a subset of WMO 4677 that all providers can tell. */
public enum Condition {
    UNKNOWN,
    CLEAR,
    MOSTLY_CLEAR,
    PARTLY_CLOUDY,
    CLOUDY,
    FOG,
    HAZE,
    SMOKE,
    DUST,
    DRIZZLE,
    RAIN,
    FREEZING_RAIN,
    SLEET,
    SNOW,
    HAIL,
    TORNADO
}
