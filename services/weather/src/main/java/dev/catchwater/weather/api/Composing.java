package dev.catchwater.weather.api;

import dev.catchwater.weather.flow.Forecasts;
import dev.catchwater.weather.flow.Seen;
import dev.catchwater.weather.flow.Snapshot;
import dev.catchwater.weather.forecast.Blend;
import dev.catchwater.weather.forecast.Issued;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Day;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.report.Told;
import dev.catchwater.weather.units.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a reader's view of what is known. */
final class Composing {

    private static final int HOURS = 72;

    private final Forecasts forecasts;

    Composing(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    Views.WeatherView view(Seen seen, Shown shown) {
        Snapshot snapshot = seen.snapshot();
        List<Report> reports = snapshot.reports();
        return new Views.WeatherView(
                Views.PlaceView.of(seen.place()),
                // To the minute: who asks again while nothing changed is told that nothing changed (304).
                seen.at().truncatedTo(ChronoUnit.MINUTES),
                current(Told.best(reports, seen.at()), shown),
                sky(reports, seen.at()),
                hourly(seen, shown),
                daily(reports, shown),
                AirViews.of(reports, seen.at()),
                warnings(seen),
                missing(snapshot),
                reports.stream()
                        .map(Report::provider)
                        .distinct()
                        .map(Views.CreditView::of)
                        .toList());
    }

    static List<Views.WarningView> warnings(Seen seen) {
        return seen.warnings().stream()
                .map(warning -> Views.WarningView.of(warning, seen.unlisted().get(warning.id())))
                .toList();
    }

    static List<Views.ValueView> current(Map<Quantity, Told> best, Shown shown) {
        List<Views.ValueView> values = new ArrayList<>();
        best.forEach((quantity, told) -> {
            Unit unit = shown.unit(quantity);
            values.add(new Views.ValueView(
                    quantity.label(),
                    shown.value(quantity, told.value()),
                    unit.ucum(),
                    unit.symbol(),
                    told.provider().label(),
                    told.origin().name().toLowerCase(Locale.ROOT),
                    told.station(),
                    told.observedAt(),
                    told.fetchedAt()));
        });
        values.addAll(DerivedValues.of(best, shown));
        return values;
    }

    private static Views.@Nullable SkyView sky(List<Report> reports, Instant now) {
        Report newest = null;
        for (Report report : reports) {
            if (report.content() instanceof Content.Current(Observation observation)
                    && !observation.sky().equals(Sky.UNKNOWN)
                    && report.fetchedAt().plus(Duration.ofHours(6)).isAfter(now)
                    && (newest == null || report.fetchedAt().isAfter(newest.fetchedAt()))) {
                newest = report;
            }
        }
        if (newest == null || !(newest.content() instanceof Content.Current(Observation observation))) {
            return null;
        }
        Sky sky = observation.sky();
        return new Views.SkyView(
                sky.condition().name().toLowerCase(Locale.ROOT),
                sky.intensity().name().toLowerCase(Locale.ROOT),
                sky.thunder(),
                sky.night(),
                newest.provider().label());
    }

    private List<Views.SeriesView> hourly(Seen seen, Shown shown) {
        Instant first = seen.at().truncatedTo(ChronoUnit.HOURS);
        List<Views.SeriesView> all = new ArrayList<>();
        forecasts
                .ahead(seen.place().id(), seen.snapshot().reports(), first, HOURS)
                .forEach((quantity, hours) -> all.add(series(quantity, hours, shown)));
        return all;
    }

    private static Views.SeriesView series(Quantity quantity, Map<Instant, Issued> hours, Shown shown) {
        List<Views.StepView> steps = new ArrayList<>();
        Map<String, Double> weights = new HashMap<>();
        hours.forEach((at, issued) -> {
            steps.add(step(at, issued.blend(), issued.members(), quantity, shown));
            weights.putAll(issued.blend().weights());
        });
        Unit unit = shown.unit(quantity);
        return new Views.SeriesView(quantity.label(), unit.ucum(), unit.symbol(), Blend.LEVELS, weights, steps);
    }

    private static Views.StepView step(
            Instant at, Blend blend, Map<String, Double> members, Quantity quantity, Shown shown) {
        Map<String, Double> told = new HashMap<>();
        members.forEach((name, value) -> told.put(name, shown.value(quantity, value)));
        return new Views.StepView(
                at,
                shown.value(quantity, blend.centre()),
                blend.quantiles().stream()
                        .map(value -> shown.value(quantity, value))
                        .toList(),
                told);
    }

    private static List<Views.DayView> daily(List<Report> reports, Shown shown) {
        List<Views.DayView> days = new ArrayList<>();
        for (Report report : reports) {
            if (report.content() instanceof Content.Daily daily) {
                daily.days().forEach(day -> days.add(day(day, report.forecaster(), shown)));
            }
        }
        return days;
    }

    private static Views.DayView day(Day day, String forecaster, Shown shown) {
        return new Views.DayView(
                day.date().toString(),
                forecaster,
                value(Quantity.TEMPERATURE, day.low(), shown),
                value(Quantity.TEMPERATURE, day.high(), shown),
                value(Quantity.PRECIPITATION, day.values().get(Quantity.PRECIPITATION), shown),
                day.values().get(Quantity.PRECIPITATION_PROBABILITY),
                day.sky().condition().name().toLowerCase(Locale.ROOT),
                day.sunrise(),
                day.sunset());
    }

    private static @Nullable Double value(Quantity quantity, @Nullable Double inside, Shown shown) {
        return inside == null ? null : (Double) shown.value(quantity, inside);
    }

    private static List<Views.MissingView> missing(Snapshot snapshot) {
        List<Views.MissingView> missing = new ArrayList<>();
        snapshot.troubles()
                .forEach((provider, products) ->
                        products.forEach((product, trouble) -> missing.add(new Views.MissingView(
                                provider.label(),
                                product.label(),
                                trouble.failure().tag(),
                                trouble.failure().message(),
                                trouble.since(),
                                trouble.next()))));
        return missing;
    }
}
