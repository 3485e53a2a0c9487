package dev.catchwater.weather.source.nws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.source.Values;
import dev.catchwater.weather.units.Unit;
import java.util.Map;
import java.util.Optional;

/** NWS' quantities with their units: {@code wmoUnit:degC}, and {@code unit:degC} in older answers. */
final class Quantified {

    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("degC", Unit.CELSIUS),
            Map.entry("degF", Unit.FAHRENHEIT),
            Map.entry("K", Unit.KELVIN),
            Map.entry("km_h-1", Unit.KILOMETRE_PER_HOUR),
            Map.entry("m_s-1", Unit.METRE_PER_SECOND),
            Map.entry("mi_h-1", Unit.MILE_PER_HOUR),
            Map.entry("kt", Unit.KNOT),
            Map.entry("Pa", Unit.PASCAL),
            Map.entry("hPa", Unit.HECTOPASCAL),
            Map.entry("m", Unit.METRE),
            Map.entry("mm", Unit.MILLIMETRE),
            Map.entry("percent", Unit.PERCENT),
            Map.entry("degree_(angle)", Unit.DEGREE));

    private Quantified() {}

    /** Adds a quantity, unless quality control rejected it (X) or its unit is none of its kind. */
    static void put(Values values, Quantity quantity, JsonNode node) {
        Optional<Unit> unit = unit(node);
        boolean rejected = "X".equals(node.path("qualityControl").asText());
        if (unit.isPresent() && !rejected && unit.get().dimension() == quantity.dimension()) {
            values.put(quantity, unit.get(), node.path("value"));
        }
    }

    static Optional<Unit> unit(JsonNode node) {
        String code = node.path("unitCode").asText("");
        return Optional.ofNullable(UNITS.get(code.substring(code.indexOf(':') + 1)));
    }
}
