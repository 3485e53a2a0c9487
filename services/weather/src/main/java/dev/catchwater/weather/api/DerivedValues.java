package dev.catchwater.weather.api;

import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Told;
import dev.catchwater.weather.units.FeltTemperature;
import dev.catchwater.weather.units.Humidity;
import dev.catchwater.weather.units.Unit;
import dev.catchwater.weather.units.UvBand;
import dev.catchwater.weather.units.Wind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows from current values, as old as the oldest of those that it was computed from. Heat index, wind chill and
 * humidex are told where they mean something.
 */
final class DerivedValues {

    private static final double WARM = Unit.FAHRENHEIT.toInside(80);
    private static final double HUMID = Unit.CELSIUS.toInside(20);

    private DerivedValues() {}

    static List<Views.ValueView> of(Map<Quantity, Told> best, Shown shown) {
        List<Views.ValueView> derived = new ArrayList<>();
        Told temperature = best.get(Quantity.TEMPERATURE);
        Told humidity = best.get(Quantity.HUMIDITY);
        Told wind = best.get(Quantity.WIND_SPEED);
        if (temperature != null && humidity != null) {
            moist(temperature, humidity, best.get(Quantity.DEW_POINT), shown, derived);
            if (wind != null) {
                double felt = FeltTemperature.apparent(temperature.value(), humidity.value(), wind.value());
                derived.add(warmth("apparent_temperature_bom", felt, shown, temperature, humidity, wind));
            }
        }
        if (temperature != null && wind != null) {
            FeltTemperature.windChill(temperature.value(), wind.value())
                    .ifPresent(chill -> derived.add(warmth("wind_chill", chill, shown, temperature, wind)));
        }
        scales(best, derived);
        return derived;
    }

    private static void moist(
            Told temperature, Told humidity, @Nullable Told dewPoint, Shown shown, List<Views.ValueView> derived) {
        double t = temperature.value();
        double dew = dewPoint == null ? Humidity.dewPoint(t, humidity.value()) : dewPoint.value();
        if (dewPoint == null && Double.isFinite(dew)) {
            derived.add(warmth("dew_point", dew, shown, temperature, humidity));
        }
        if (t >= WARM) {
            double index = FeltTemperature.heatIndex(t, humidity.value());
            derived.add(warmth("heat_index", index, shown, temperature, humidity));
        }
        if (t >= HUMID && Double.isFinite(dew)) {
            derived.add(warmth("humidex", FeltTemperature.humidex(t, dew), shown, temperature, humidity));
        }
    }

    private static void scales(Map<Quantity, Told> best, List<Views.ValueView> derived) {
        Told wind = best.get(Quantity.WIND_SPEED);
        if (wind != null) {
            derived.add(view("beaufort", Wind.beaufort(wind.value()), Unit.ONE, "", wind));
        }
        Told uv = best.get(Quantity.UV_INDEX);
        if (uv != null) {
            UvBand band = UvBand.of(uv.value());
            derived.add(view(
                    "uv_band",
                    (double) Math.round(uv.value()),
                    Unit.ONE,
                    band.name().toLowerCase(Locale.ROOT),
                    uv));
        }
    }

    private static Views.ValueView warmth(String name, double kelvin, Shown shown, Told... from) {
        Unit unit = shown.temperature();
        return view(name, Shown.rounded(unit.fromInside(kelvin)), unit, unit.symbol(), from);
    }

    private static Views.ValueView view(String name, double value, Unit unit, String symbol, Told... from) {
        return new Views.ValueView(name, value, unit.ucum(), symbol, null, "derived", null, oldest(from), null);
    }

    /** Unknown if it is unknown of any. */
    private static @Nullable Instant oldest(Told... from) {
        return Stream.of(from).anyMatch(told -> told.observedAt() == null)
                ? null
                : Stream.of(from).map(Told::since).min(Instant::compareTo).orElse(null);
    }
}
