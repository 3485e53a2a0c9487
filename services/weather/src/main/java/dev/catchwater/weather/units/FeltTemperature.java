package dev.catchwater.weather.units;

import java.util.OptionalDouble;

/** How warm it feels, by the formulas of those who publish it. Kelvin in and out, humidity as a fraction, wind in m/s. */
public final class FeltTemperature {

    private static final double CALM = Unit.MILE_PER_HOUR.toInside(3);
    private static final double CHILLY = Unit.FAHRENHEIT.toInside(50);

    private FeltTemperature() {}

    /** Heat index of the US National Weather Service: Steadman's below 79 °F, Rothfusz' regression with both adjustments. */
    public static double heatIndex(double temperature, double humidity) {
        double t = Unit.FAHRENHEIT.fromInside(temperature);
        if (t <= 40) {
            return temperature;
        }
        double steadman = -10.3 + 1.1 * t + 4.7 * humidity;
        double index = steadman < 79 ? steadman : rothfusz(t, humidity * 100) + adjustment(t, humidity * 100);
        return Unit.FAHRENHEIT.toInside(index);
    }

    private static double rothfusz(double t, double rh) {
        return -42.379
                + 2.04901523 * t
                + 10.14333127 * rh
                - 0.22475541 * t * rh
                - 0.00683783 * t * t
                - 0.05481717 * rh * rh
                + 0.00122874 * t * t * rh
                + 0.00085282 * t * rh * rh
                - 0.00000199 * t * t * rh * rh;
    }

    private static double adjustment(double t, double rh) {
        if (rh < 13 && t >= 80 && t <= 112) {
            return -(13 - rh) / 4 * Math.sqrt((17 - Math.abs(t - 95)) / 17);
        }
        return rh > 85 && t >= 80 && t <= 87 ? (rh - 85) / 10 * (87 - t) / 5 : 0;
    }

    /** Wind chill of 2001 (NWS and ECCC, metric form); none above 50 °F or in wind of 3 mph and less. */
    public static OptionalDouble windChill(double temperature, double wind) {
        if (temperature > CHILLY || wind <= CALM) {
            return OptionalDouble.empty();
        }
        double t = Unit.CELSIUS.fromInside(temperature);
        double v = Math.pow(Unit.KILOMETRE_PER_HOUR.fromInside(wind), 0.16);
        return OptionalDouble.of(Unit.CELSIUS.toInside(13.12 + 0.6215 * t - 11.37 * v + 0.3965 * t * v));
    }

    /** Humidex of Environment and Climate Change Canada, as a temperature though it is told without a unit. */
    public static double humidex(double temperature, double dewPoint) {
        double vapour = 6.11 * Math.exp(5_417.7530 * (1 / 273.16 - 1 / dewPoint));
        return temperature + 5.0 / 9.0 * (vapour - 10);
    }

    /** Apparent temperature in the shade, Australian Bureau of Meteorology (Steadman 1994). */
    public static double apparent(double temperature, double humidity, double wind) {
        double t = Unit.CELSIUS.fromInside(temperature);
        double vapour = humidity * 6.105 * Math.exp(17.27 * t / (237.7 + t));
        return Unit.CELSIUS.toInside(t + 0.33 * vapour - 0.70 * wind - 4.00);
    }
}
