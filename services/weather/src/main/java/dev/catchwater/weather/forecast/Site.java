package dev.catchwater.weather.forecast;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All that is remembered of one place, quantity, lead and time of day: how forecasters did, how our quantiles held, what was
 * observed, and the scores. As large after years as after a month.
 *
 * @param observed how the quantity itself ran: its weight is how much, its bias the mean, its mse the variance around it
 * @param last what was observed last; NaN before the first time
 * @param scores by forecaster; ours is {@link #OURS}
 */
public record Site(Tracks tracks, Calibration calibration, Track observed, double last, Map<String, Score> scores) {

    /** Our own forecast among the scores. */
    public static final String OURS = "blend";

    /** What was observed last will stay. */
    public static final String PERSISTENCE = "persistence";

    /** What is usual here. */
    public static final String CLIMATOLOGY = "climatology";

    /** The mean of all, as they come. */
    public static final String MEAN = "plain mean";

    /** The one that did best lately, as it comes. */
    public static final String BEST = "best recent";

    /** Usual is what was over some ninety days. */
    private static final double CLIMATE_HALF_LIFE = 45;

    /** Copies. */
    public Site {
        scores = Map.copyOf(scores);
    }

    /** Nothing known. */
    public static Site none() {
        return new Site(Tracks.none(), Calibration.none(), Track.NONE, Double.NaN, Map.of());
    }

    /** The forecast, with what the simple ones say beside it. */
    public Issued issue(Blender blender, Map<String, Double> members, Tracks region) {
        Map<String, Double> baselines = new HashMap<>();
        members.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .ifPresent(mean -> baselines.put(MEAN, mean));
        best(members).ifPresent(value -> baselines.put(BEST, value));
        if (!Double.isNaN(last)) {
            baselines.put(PERSISTENCE, last);
            baselines.put(CLIMATOLOGY, observed.bias());
        }
        return new Issued(members, blender.blend(members, this, region), baselines);
    }

    private OptionalDouble best(Map<String, Double> members) {
        return members.entrySet().stream()
                .filter(member -> tracks.of(member.getKey()).weight() > 0)
                .min((a, b) -> Double.compare(
                        tracks.of(a.getKey()).raw(), tracks.of(b.getKey()).raw()))
                .map(member -> OptionalDouble.of(member.getValue()))
                .orElse(OptionalDouble.empty());
    }

    /** What is known once it came; forecasts are learned in the order in which they come true. */
    public Site learned(Issued issued, double came, Instant now, Knobs knobs) {
        double days = Math.max(0, (now.getEpochSecond() - tracks.at().getEpochSecond()) / 86_400.0);
        Track usual = observed.aged(Math.pow(0.5, days / CLIMATE_HALF_LIFE));
        double z = (came - issued.blend().centre()) / issued.blend().spread();
        return new Site(
                tracks.learned(issued, came, now, knobs.halfLifeDays()),
                calibration.learned(z),
                usual.learned(came, came - usual.bias()),
                came,
                scored(issued, came));
    }

    private Map<String, Score> scored(Issued issued, double came) {
        Map<String, Score> next = new HashMap<>(scores);
        issued.members().forEach((name, value) -> point(next, name, came - value));
        issued.baselines().forEach((name, value) -> point(next, name, came - value));
        Blend blend = issued.blend();
        next.put(
                OURS,
                scores.getOrDefault(OURS, Score.NONE)
                        .plus(came - blend.centre(), blend.law().crps(came), blend.covers(came)));
        return next;
    }

    private static void point(Map<String, Score> scores, String name, double error) {
        scores.put(name, scores.getOrDefault(name, Score.NONE).plus(error, Math.abs(error), false));
    }
}
