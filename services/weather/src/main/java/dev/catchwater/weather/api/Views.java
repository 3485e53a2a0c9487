package dev.catchwater.weather.api;

import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.Area;
import dev.catchwater.weather.alert.Polygon;
import dev.catchwater.weather.alert.Warning;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Provider;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What our JSON looks like. */
final class Views {

    private Views() {}

    /** A place. */
    record PlaceView(
            String id,
            String name,
            double latitude,
            double longitude,
            @Nullable Double elevation,
            String zone,
            @Nullable String region,
            Set<String> zones) {

        static PlaceView of(Place place) {
            return new PlaceView(
                    place.id(),
                    place.name(),
                    place.position().latitude(),
                    place.position().longitude(),
                    place.elevation(),
                    place.zone().getId(),
                    place.region(),
                    place.zones());
        }
    }

    /** All places. */
    record PlaceList(List<PlaceView> items) {}

    /**
     * A current value with its source.
     *
     * @param unit its UCUM code
     * @param observedAt when it was so; null where the provider does not say
     * @param origin {@code station}, {@code model} or {@code unknown}; {@code derived} for what we computed
     */
    record ValueView(
            String quantity,
            double value,
            String unit,
            String symbol,
            @Nullable String provider,
            String origin,
            @Nullable String station,
            @Nullable Instant observedAt,
            @Nullable Instant fetchedAt) {}

    /** The sky in words. */
    record SkyView(
            String condition,
            String intensity,
            boolean thunder,
            @Nullable Boolean night,
            String provider) {}

    /**
     * Our forecast of one quantity at one instant, with what each forecaster says, as it came.
     *
     * @param quantiles at the levels that stand once in the series
     */
    record StepView(Instant at, double value, List<Double> quantiles, Map<String, Double> members) {}

    /** Our forecast of one quantity. */
    record SeriesView(
            String quantity,
            String unit,
            String symbol,
            List<Double> levels,
            Map<String, Double> weights,
            List<StepView> steps) {}

    /** One provider's forecast of a day. */
    record DayView(
            String date,
            String provider,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double precipitation,
            @Nullable Double precipitationProbability,
            String condition,
            @Nullable Instant sunrise,
            @Nullable Instant sunset) {}

    /**
     * A pollutant.
     *
     * @param value µg/m³
     * @param index the US index of its mean; null where it has none
     */
    record PollutantView(
            String pollutant,
            double value,
            String unit,
            String symbol,
            @Nullable Integer index) {}

    /**
     * The air by one provider's word.
     *
     * @param index the US air quality index, computed here; null where too few hours are known
     * @param band what that means
     * @param worst the pollutant that decides
     */
    record AirView(
            String provider,
            String origin,
            Instant observedAt,
            Instant fetchedAt,
            @Nullable Integer index,
            @Nullable String band,
            @Nullable String worst,
            List<PollutantView> pollutants) {}

    /** Something that did not come. */
    record MissingView(String provider, String product, String why, String message, Instant since, Instant next) {}

    /** Who is to be named. */
    record CreditView(String provider, String title, String attribution, String link) {

        static CreditView of(Provider provider) {
            return new CreditView(provider.label(), provider.title(), provider.attribution(), provider.link());
        }
    }

    /**
     * A warning in the authority's words.
     *
     * @param unlistedSince since when none of those who told of it lists it, though it was not called off; null if one does
     */
    record WarningView(
            String id,
            String event,
            String severity,
            String urgency,
            String certainty,
            @Nullable String sender,
            @Nullable String headline,
            @Nullable String description,
            @Nullable String instruction,
            @Nullable URI web,
            Instant sent,
            Instant onset,
            Instant until,
            boolean untilAssumed,
            Set<String> via,
            @Nullable Instant unlistedSince,
            List<String> areas,
            List<List<double[]>> polygons) {

        private static final int MOST_SHAPES = 200;

        // Longer than the house allows: one line a field.
        static WarningView of(Warning warning, @Nullable Instant unlistedSince) {
            AlertInfo info = warning.shown().infos().getFirst();
            List<Area> areas = warning.messages().stream()
                    .flatMap(message -> message.areas().stream())
                    .toList();
            return new WarningView(
                    warning.id(),
                    info.event(),
                    warning.severity().name().toLowerCase(Locale.ROOT),
                    info.urgency().name().toLowerCase(Locale.ROOT),
                    info.certainty().name().toLowerCase(Locale.ROOT),
                    info.senderName(),
                    info.headline(),
                    info.description(),
                    info.instruction(),
                    info.web(),
                    warning.shown().key().sent(),
                    warning.shown().onset(),
                    warning.until(),
                    warning.isEndAssumed(),
                    warning.via(),
                    unlistedSince,
                    areas.stream()
                            .map(Area::description)
                            .distinct()
                            .limit(MOST_SHAPES)
                            .toList(),
                    areas.stream()
                            .flatMap(area -> area.polygons().stream())
                            .limit(MOST_SHAPES)
                            .map(WarningView::ring)
                            .toList());
        }

        private static List<double[]> ring(Polygon polygon) {
            return polygon.points().stream()
                    .map(point -> new double[] {point.latitude(), point.longitude()})
                    .toList();
        }
    }

    /** Warnings. */
    record WarningList(List<WarningView> items) {}

    /** All about a place. */
    record WeatherView(
            PlaceView place,
            Instant at,
            List<ValueView> current,
            @Nullable SkyView sky,
            List<SeriesView> hourly,
            List<DayView> daily,
            List<AirView> air,
            List<WarningView> warnings,
            List<MissingView> missing,
            List<CreditView> credits) {}

    /** How well a forecaster did. */
    record ScoreView(
            String forecaster,
            long count,
            double mae,
            double rmse,
            double crps,
            @Nullable Double coverage) {}

    /** How well all did, for one quantity and lead. */
    record SkillView(String quantity, String unit, int leadHours, List<ScoreView> scores) {}

    /** How well all did. */
    record SkillList(String place, List<SkillView> items) {}
}
