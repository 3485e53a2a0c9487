package dev.catchwater.weather.api;

import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.units.Dimension;
import dev.catchwater.weather.units.Unit;
import dev.catchwater.weather.units.UnitPreferences;
import dev.catchwater.weather.units.Usage;
import dev.catchwater.web.Problem;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The units that a reader wants: our own, or those that people of a region are used to. */
final class Shown {

    private final @Nullable UnitPreferences preferences;

    private Shown(@Nullable UnitPreferences preferences) {
        this.preferences = preferences;
    }

    /**
     * By the parameter {@code units}: {@code si}, or a BCP 47 tag or region; without one by the languages of the request.
     *
     * @throws dev.catchwater.web.ProblemException with 400 if it is none of these
     */
    static Shown of(@Nullable String units, List<Locale> accepted) {
        if ("si".equals(units)) {
            return new Shown(null);
        }
        if (units == null) {
            Locale first = accepted.isEmpty() ? Locale.ROOT : accepted.getFirst();
            return new Shown(UnitPreferences.of(first));
        }
        if (units.matches("[A-Za-z]{2}") && units.equals(units.toUpperCase(Locale.ROOT))) {
            return new Shown(UnitPreferences.ofRegion(units));
        }
        try {
            return new Shown(UnitPreferences.of(
                    new Locale.Builder().setLanguageTag(units).build()));
        } catch (IllformedLocaleException e) {
            throw Problem.of(
                            "unknown-units",
                            "Unknown units",
                            400,
                            "units is si, a region such as US, or a language tag.")
                    .asException();
        }
    }

    Unit unit(Quantity quantity) {
        UnitPreferences people = preferences;
        return people == null || quantity.usage().isEmpty()
                ? own(quantity.dimension())
                : people.unit(quantity.usage().get());
    }

    /** How warm it is, for values that are no quantity of a provider. */
    Unit temperature() {
        return preferences == null ? Unit.KELVIN : preferences.unit(Usage.WEATHER);
    }

    private static Unit own(Dimension dimension) {
        return switch (dimension) {
            case TEMPERATURE -> Unit.KELVIN;
            case PRESSURE -> Unit.PASCAL;
            case SPEED -> Unit.METRE_PER_SECOND;
            case LENGTH -> Unit.METRE;
            case PRECIPITATION -> Unit.MILLIMETRE;
            case PRECIPITATION_RATE -> Unit.MILLIMETRE_PER_HOUR;
            case NUMBER -> Unit.ONE;
            case ANGLE -> Unit.DEGREE;
        };
    }

    /** A value in the reader's unit, to four digits behind the point. */
    double value(Quantity quantity, double inside) {
        return rounded(unit(quantity).fromInside(inside));
    }

    static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
