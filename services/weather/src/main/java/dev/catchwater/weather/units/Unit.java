package dev.catchwater.weather.units;

import static dev.catchwater.weather.units.Dimension.ANGLE;
import static dev.catchwater.weather.units.Dimension.LENGTH;
import static dev.catchwater.weather.units.Dimension.NUMBER;
import static dev.catchwater.weather.units.Dimension.PRECIPITATION;
import static dev.catchwater.weather.units.Dimension.PRECIPITATION_RATE;
import static dev.catchwater.weather.units.Dimension.PRESSURE;
import static dev.catchwater.weather.units.Dimension.SPEED;
import static dev.catchwater.weather.units.Dimension.TEMPERATURE;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A unit: its case-sensitive UCUM code, its symbol for people, and the exact factor and offset that lead to what we hold
 * inside. A unit appears once for each dimension it serves: a millimetre of rain is no length.
 */
public enum Unit {
    KELVIN("K", "K", TEMPERATURE, 1, 0),
    CELSIUS("Cel", "°C", TEMPERATURE, 1, 273.15),
    FAHRENHEIT("[degF]", "°F", TEMPERATURE, 5.0 / 9.0, 459.67),
    PASCAL("Pa", "Pa", PRESSURE, 1, 0),
    HECTOPASCAL("hPa", "hPa", PRESSURE, 100, 0),
    KILOPASCAL("kPa", "kPa", PRESSURE, 1_000, 0),
    MILLIBAR("mbar", "mbar", PRESSURE, 100, 0),
    INCH_OF_MERCURY("[in_i'Hg]", "inHg", PRESSURE, 3_386.389, 0),
    MILLIMETRE_OF_MERCURY("mm[Hg]", "mmHg", PRESSURE, 133.322387415, 0),
    METRE_PER_SECOND("m/s", "m/s", SPEED, 1, 0),
    KILOMETRE_PER_HOUR("km/h", "km/h", SPEED, 1 / 3.6, 0),
    MILE_PER_HOUR("[mi_i]/h", "mph", SPEED, 0.44704, 0),
    KNOT("[kn_i]", "kn", SPEED, 1_852.0 / 3_600.0, 0),
    METRE("m", "m", LENGTH, 1, 0),
    KILOMETRE("km", "km", LENGTH, 1_000, 0),
    MILE("[mi_i]", "mi", LENGTH, 1_609.344, 0),
    FOOT("[ft_i]", "ft", LENGTH, 0.3048, 0),
    MILLIMETRE("mm", "mm", PRECIPITATION, 1, 0),
    CENTIMETRE("cm", "cm", PRECIPITATION, 10, 0),
    INCH("[in_i]", "in", PRECIPITATION, 25.4, 0),
    MILLIMETRE_PER_HOUR("mm/h", "mm/h", PRECIPITATION_RATE, 1 / 3_600.0, 0),
    CENTIMETRE_PER_HOUR("cm/h", "cm/h", PRECIPITATION_RATE, 10 / 3_600.0, 0),
    INCH_PER_HOUR("[in_i]/h", "in/h", PRECIPITATION_RATE, 25.4 / 3_600.0, 0),
    ONE("1", "", NUMBER, 1, 0),
    PERCENT("%", "%", NUMBER, 0.01, 0),
    OCTA("{octa}", "octas", NUMBER, 0.125, 0),
    DEGREE("deg", "°", ANGLE, 1, 0);

    private static final Map<String, Unit> BY_UCUM =
            Arrays.stream(values()).collect(toUnmodifiableMap(Unit::ucum, Function.identity()));

    private final String ucum;
    private final String symbol;
    private final Dimension dimension;
    private final double factor;
    private final double offset;

    Unit(String ucum, String symbol, Dimension dimension, double factor, double offset) {
        this.ucum = ucum;
        this.symbol = symbol;
        this.dimension = dimension;
        this.factor = factor;
        this.offset = offset;
    }

    /** The unit of a UCUM code; a code names a length where it could be precipitation as well. */
    public static Optional<Unit> ofUcum(String code) {
        return Optional.ofNullable(BY_UCUM.get(code));
    }

    /** The case-sensitive UCUM code. */
    public String ucum() {
        return ucum;
    }

    /** As people write it. */
    public String symbol() {
        return symbol;
    }

    public Dimension dimension() {
        return dimension;
    }

    /** A number in this unit as we hold it inside: kelvin, pascal, m/s, metre, millimetre of water, mm/s, 1, degree. */
    public double toInside(double value) {
        return (value + offset) * factor;
    }

    /** What we hold inside as a number in this unit. */
    public double fromInside(double inside) {
        return inside / factor - offset;
    }
}
