package dev.catchwater.weather.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.units.Unit;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Collects a provider's numbers in the units that we hold inside. What is missing is left out, never guessed; what cannot be
 * is left out as well, since one such number would stay in what is learned.
 */
public final class Values {

    /** Pirate Weather's word for nothing. */
    private static final double MISSING = -999;

    private final Map<Quantity, Double> values = new EnumMap<>(Quantity.class);

    /** Adds a number, or a text that is one; null, missing and −999 add nothing. */
    public Values put(Quantity quantity, Unit unit, JsonNode node) {
        number(node).ifPresent(number -> put(quantity, unit, number));
        return this;
    }

    /** Adds a number. */
    public Values put(Quantity quantity, Unit unit, double number) {
        if (unit.dimension() != quantity.dimension()) {
            throw new IllegalArgumentException(quantity + " is not measured in " + unit);
        }
        double inside = unit.toInside(number);
        if (quantity.isPlausible(inside)) {
            values.put(quantity, inside);
        }
        return this;
    }

    /** All of them. */
    public Map<Quantity, Double> all() {
        return Map.copyOf(values);
    }

    /** A temperature in kelvin; null if there is none. */
    public static @Nullable Double kelvin(Unit unit, JsonNode node) {
        OptionalDouble number = number(node);
        double inside = number.isPresent() ? unit.toInside(number.getAsDouble()) : Double.NaN;
        return Quantity.TEMPERATURE.isPlausible(inside) ? (Double) inside : null;
    }

    /** The number that a node is. */
    public static OptionalDouble number(JsonNode node) {
        if (node.isNumber()) {
            double number = node.asDouble();
            return number == MISSING ? OptionalDouble.empty() : OptionalDouble.of(number);
        }
        return node.isTextual() && node.asText().matches("[-+]?\\d{1,12}(\\.\\d{1,20})?")
                ? OptionalDouble.of(Double.parseDouble(node.asText()))
                : OptionalDouble.empty();
    }
}
