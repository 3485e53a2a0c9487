package dev.catchwater.weather.api;

import dev.catchwater.weather.report.AirNow;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Pollutant;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.units.AqiBand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The air as each provider tells it: concentrations as they come, the index by our own rules. */
final class AirViews {

    private AirViews() {}

    static List<Views.AirView> of(List<Report> reports, Instant now) {
        List<Views.AirView> views = new ArrayList<>();
        for (Report report : reports) {
            if (report.content() instanceof Content.Air air) {
                AirNow.of(air.hours(), now).ifPresent(found -> views.add(view(report, found)));
            }
        }
        return views;
    }

    private static Views.AirView view(Report report, AirNow air) {
        Integer index = air.worst().map(air.indexes()::get).orElse(null);
        return new Views.AirView(
                report.provider().label(),
                "model",
                air.at(),
                report.fetchedAt(),
                index,
                index == null ? null : AqiBand.of(index).label(),
                air.worst().map(Pollutant::label).orElse(null),
                air.micrograms().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> new Views.PollutantView(
                                entry.getKey().label(),
                                Shown.rounded(entry.getValue()),
                                "ug/m3",
                                "µg/m³",
                                air.indexes().get(entry.getKey())))
                        .toList());
    }
}
