package dev.catchwater.weather.units;

/** Bands of the UV index, WHO 2002. */
public enum UvBand {
    LOW,
    MODERATE,
    HIGH,
    VERY_HIGH,
    EXTREME;

    /** The band of an index, which is told as a whole number. */
    public static UvBand of(double index) {
        long whole = Math.round(index);
        if (whole <= 2) {
            return LOW;
        }
        if (whole <= 5) {
            return MODERATE;
        }
        if (whole <= 7) {
            return HIGH;
        }
        return whole <= 10 ? VERY_HIGH : EXTREME;
    }
}
