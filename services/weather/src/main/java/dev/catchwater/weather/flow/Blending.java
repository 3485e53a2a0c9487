package dev.catchwater.weather.flow;

import dev.catchwater.weather.forecast.Family;
import dev.catchwater.weather.forecast.Knobs;
import dev.catchwater.weather.forecast.Rain;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.report.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What is blended, how forecasters' hours tell it, and how a station tells what came of it. */
final class Blending {

    /** What is blended, and by which law. */
    static final Map<Quantity, Family> FAMILIES = Map.of(
            Quantity.TEMPERATURE, Family.NORMAL,
            Quantity.DEW_POINT, Family.NORMAL,
            Quantity.WIND_SPEED, Family.TRUNCATED_NORMAL,
            Quantity.WIND_FROM, Family.DIRECTION,
            Quantity.PRECIPITATION_PROBABILITY, Family.CHANCE,
            Quantity.PRECIPITATION, Family.ZERO_OR_GAMMA);

    private static final Map<Quantity, Knobs> KNOBS = Map.of(
            Quantity.WIND_SPEED, Knobs.DEFAULT.withFirstSpread(2),
            Quantity.WIND_FROM, Knobs.DEFAULT.withFirstSpread(30),
            Quantity.PRECIPITATION_PROBABILITY, Knobs.DEFAULT.withFirstSpread(0.4),
            Quantity.PRECIPITATION, Knobs.DEFAULT.withFirstSpread(1));

    /** Half an hour around it begins ten minutes before the hour is over, when stations report. */
    private static final Duration GAUGE = Duration.ofMinutes(80);

    /** In less wind than this a vane points anywhere. */
    private static final double CALM = 1.5;

    private Blending() {}

    /** What forecasters say, and how far off those expect to be who tell. */
    record Said(Map<String, Double> values, Map<String, Double> spreads) {}

    static Family family(Quantity quantity) {
        return FAMILIES.getOrDefault(quantity, Family.NORMAL);
    }

    static Knobs knobs(Quantity quantity) {
        return KNOBS.getOrDefault(quantity, Knobs.DEFAULT);
    }

    static Said said(List<Report> reports, Quantity quantity, Instant valid) {
        Map<String, Double> values = new HashMap<>();
        Map<String, Double> spreads = new HashMap<>();
        for (Report report : reports) {
            if (report.content() instanceof Content.Hourly hourly) {
                OptionalDouble value = switch (quantity) {
                    case PRECIPITATION -> Series.inHour(hourly.hours(), quantity, valid);
                    case PRECIPITATION_PROBABILITY -> Series.chanceInHour(hourly.hours(), quantity, valid);
                    default -> Series.at(hourly.hours(), quantity, valid);
                };
                value.ifPresent(told -> {
                    values.put(report.forecaster(), told);
                    Series.spreadAt(hourly.hours(), quantity, valid)
                            .ifPresent(spread -> spreads.put(report.forecaster(), spread));
                });
            }
        }
        return new Said(values, spreads);
    }

    /**
     * About when it is told what came of a forecast. A gauge tells of the hour that has ended: what it tells long before the
     * end of ours is of the hour before.
     */
    static Instant known(Quantity quantity, Instant valid) {
        return switch (quantity) {
            case PRECIPITATION, PRECIPITATION_PROBABILITY -> valid.plus(GAUGE);
            default -> valid;
        };
    }

    /** What came by a station's word; empty if it does not tell. */
    static OptionalDouble came(Observation observation, Quantity quantity) {
        Double told = observation
                .values()
                .get(quantity == Quantity.PRECIPITATION_PROBABILITY ? Quantity.PRECIPITATION : quantity);
        double wind = observation.values().getOrDefault(Quantity.WIND_SPEED, 0.0);
        if (told == null || (quantity == Quantity.WIND_FROM && wind < CALM)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(quantity != Quantity.PRECIPITATION_PROBABILITY ? told : told >= Rain.TRACE ? 1 : 0);
    }
}
