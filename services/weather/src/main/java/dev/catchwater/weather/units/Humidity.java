package dev.catchwater.weather.units;

/**
 * What follows from temperature and moisture. Temperatures are in kelvin, pressures in pascal, humidities are fractions of
 * 0 to 1. Each formula names whose it is, since agencies differ by tenths of a degree.
 */
public final class Humidity {

    private static final double ZERO = 273.15;

    private Humidity() {}

    /** Saturation vapour pressure over water, Bolton 1980 (Magnus form with 17.67 and 243.5). */
    public static double saturation(double temperature) {
        double t = temperature - ZERO;
        return 611.2 * Math.exp(17.67 * t / (t + 243.5));
    }

    /** The dew point: where the vapour that is there would be saturation. NaN without any humidity. */
    public static double dewPoint(double temperature, double humidity) {
        double ratio = Math.log(humidity * saturation(temperature) / 611.2);
        return 243.5 * ratio / (17.67 - ratio) + ZERO;
    }

    /** Humidity from a dew point, Alduchov and Eskridge 1996, as Open-Meteo has it. */
    public static double fromDewPoint(double temperature, double dewPoint) {
        return Math.exp(magnus(dewPoint) - magnus(temperature));
    }

    private static double magnus(double temperature) {
        double t = temperature - ZERO;
        return 17.625 * t / (243.04 + t);
    }

    /** Vapour pressure deficit, FAO-56. */
    public static double deficit(double temperature, double dewPoint) {
        return tetens(temperature) - tetens(dewPoint);
    }

    private static double tetens(double temperature) {
        double t = temperature - ZERO;
        return 610.8 * Math.exp(17.27 * t / (t + 237.3));
    }

    /** Wet-bulb temperature at about sea level, Stull 2011; good from 5 % on and between −20 and 50 °C. */
    public static double wetBulb(double temperature, double humidity) {
        double t = temperature - ZERO;
        double rh = humidity * 100;
        return t * Math.atan(0.151977 * Math.sqrt(rh + 8.313659))
                + Math.atan(t + rh)
                - Math.atan(rh - 1.676331)
                + 0.00391838 * Math.pow(rh, 1.5) * Math.atan(0.023101 * rh)
                - 4.686035
                + ZERO;
    }

    /** Density of moist air, kg/m³. */
    public static double airDensity(double temperature, double pressure, double humidity) {
        double vapour = humidity * saturation(temperature);
        return (pressure - vapour) / (287.058 * temperature) + vapour / (461.495 * temperature);
    }
}
