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
 * @param told how sure those forecasters were who say so: its bias is their mean variance, its mse what we were off by then
 * @param last what was observed last; NaN before the first time
 * @param scores by forecaster; ours is {@link #OURS}
 */
public record Site(
        Tracks tracks, Calibration calibration, Track observed, Track told, double last, Map<String, Score> scores) {

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

    private static final double LEAST_SPREAD = 1e-3;

    /** Copies. */
    public Site {
        scores = Map.copyOf(scores);
    }

    /** Nothing known. */
    public static Site none() {
        return new Site(Tracks.none(), Calibration.none(), Track.NONE, Track.NONE, Double.NaN, Map.of());
    }

    /** The forecast of forecasters none of whom says how sure it is. */
    public Issued issue(Blender blender, Map<String, Double> members, Tracks region) {
        return issue(blender, members, Map.of(), region);
    }

    /**
     * The forecast, with what the simple ones say beside it.
     *
     * @param spreads how far off forecasters expect to be, as standard deviations, of those that tell
     */
    public Issued issue(Blender blender, Map<String, Double> members, Map<String, Double> spreads, Tracks region) {
        Map<String, Double> baselines = new HashMap<>();
        if (!members.isEmpty()) {
            baselines.put(MEAN, blender.family().mean(members.values()));
        }
        best(members).ifPresent(value -> baselines.put(BEST, value));
        if (!Double.isNaN(last)) {
            baselines.put(PERSISTENCE, last);
            baselines.put(CLIMATOLOGY, observed.bias());
        }
        double sure = spreads.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
        return new Issued(blender.family(), members, spreads, blender.blend(members, sure, this, region), baselines);
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
        Family family = issued.family();
        double centre = issued.blend().centre();
        double miss = family.near(came, centre) - centre;
        double turned = family.near(came, usual.bias());
        return new Site(
                tracks.learned(issued, came, now, knobs.halfLifeDays()),
                calibration.learned(miss / issued.blend().spread()),
                usual.learned(turned, turned - usual.bias()),
                sure(issued, days, miss, knobs),
                came,
                scored(issued, came));
    }

    private Track sure(Issued issued, double days, double miss, Knobs knobs) {
        Track aged = told.aged(Math.pow(0.5, days / knobs.halfLifeDays()));
        return issued.spreads().isEmpty()
                ? aged
                : aged.learned(
                        issued.spreads().values().stream()
                                .mapToDouble(spread -> spread)
                                .map(spread -> spread * spread)
                                .average()
                                .orElse(0),
                        miss);
    }

    private Map<String, Score> scored(Issued issued, double came) {
        Map<String, Score> next = new HashMap<>(scores);
        issued.members().forEach((name, value) -> {
            Double spread = issued.spreads().get(name);
            score(next, name, spread == null ? point(issued, value, came) : sure(value, spread, came));
        });
        issued.baselines().forEach((name, value) -> score(next, name, point(issued, value, came)));
        Blend blend = issued.blend();
        double near = issued.family().near(came, blend.centre());
        score(next, OURS, Score.NONE.plus(near - blend.centre(), blend.law().crps(near), blend.covers(near)));
        return next;
    }

    private static Score point(Issued issued, double said, double came) {
        double error = issued.family().residual(came, said);
        // A probability is one even if it stands alone: its CRPS is the Brier score.
        return Score.NONE.plus(error, issued.family() == Family.CHANCE ? error * error : Math.abs(error), false);
    }

    private static Score sure(double said, double spread, double came) {
        Law law = new Law.Normal(said, Math.max(spread, LEAST_SPREAD));
        boolean within = came >= law.quantile(0.05) && came <= law.quantile(0.95);
        return Score.NONE.plus(came - said, law.crps(came), within);
    }

    private static void score(Map<String, Score> scores, String name, Score one) {
        scores.merge(name, one, Score::plus);
    }
}
