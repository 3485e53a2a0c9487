package dev.catchwater.weather.units;

/** Pressure and height: the ICAO standard atmosphere, and reduction to sea level. Pascal, metre, kelvin. */
public final class Barometer {

    private static final double STANDARD = 101_325;
    private static final double LAPSE = 0.0065;
    private static final double STANDARD_KELVIN = 288.15;
    /** With ICAO's gas constant of 8.31432 J/(mol K), Doc 7488. */
    private static final double ICAO = 9.80665 * 0.0289644 / (8.31432 * LAPSE);

    /** With the gas constant of today, as Open-Meteo reduces. */
    private static final double REDUCTION = 9.80665 * 0.0289644 / (8.314462618 * LAPSE);

    private Barometer() {}

    /** Pressure at a height in the standard atmosphere (troposphere). */
    public static double atHeight(double metres) {
        return STANDARD * Math.pow(1 - LAPSE * metres / STANDARD_KELVIN, ICAO);
    }

    /** Height of a pressure in the standard atmosphere. */
    public static double height(double pressure) {
        return STANDARD_KELVIN / LAPSE * (1 - Math.pow(pressure / STANDARD, 1 / ICAO));
    }

    /** What the pressure of a station would be at sea level, with the standard lapse rate below it. */
    public static double atSeaLevel(double pressure, double metres, double temperature) {
        return pressure * Math.pow(1 - LAPSE * metres / (temperature + LAPSE * metres), -REDUCTION);
    }
}
