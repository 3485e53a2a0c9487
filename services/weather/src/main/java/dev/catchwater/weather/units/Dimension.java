package dev.catchwater.weather.units;

/** What a unit measures; units of one dimension convert into each other. */
public enum Dimension {
    /** Kelvin inside. */
    TEMPERATURE,
    /** Pascal inside. */
    PRESSURE,
    /** Metres a second inside. */
    SPEED,
    /** Metres inside. */
    LENGTH,
    /** Millimetres a second inside; no length, since providers never mean metres by it. */
    PRECIPITATION_RATE,
    /** Millimetres of water (kg/m²) inside. */
    PRECIPITATION,
    /** A number: fractions, indices. */
    NUMBER,
    /** Degrees inside, clockwise from north. */
    ANGLE
}
