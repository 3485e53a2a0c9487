package dev.catchwater.weather.api;

import dev.catchwater.weather.forecast.Score;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.units.Unit;
import java.util.List;
import java.util.Map;

/** Scores as they are shown: best first, in SI units. */
final class SkillTable {

    private SkillTable() {}

    static Views.SkillView view(Quantity quantity, int lead, Map<String, Score> scores) {
        List<Views.ScoreView> views = scores.entrySet().stream()
                .filter(entry -> entry.getValue().count() > 0)
                .map(entry -> score(
                        entry.getKey(),
                        entry.getValue(),
                        // A probability has no band that could hold.
                        Site.OURS.equals(entry.getKey()) && quantity != Quantity.PRECIPITATION_PROBABILITY))
                .sorted((a, b) -> Double.compare(a.rmse(), b.rmse()))
                .toList();
        Unit unit = Shown.of("si", List.of()).unit(quantity);
        return new Views.SkillView(quantity.label(), unit.ucum(), lead, views);
    }

    private static Views.ScoreView score(String forecaster, Score score, boolean isOurs) {
        return new Views.ScoreView(
                forecaster,
                score.count(),
                Shown.rounded(score.mae()),
                Shown.rounded(score.rmse()),
                Shown.rounded(score.meanCrps()),
                score.covered() > 0 || isOurs ? (Double) Shown.rounded(score.coverage()) : null);
    }
}
