package dev.catchwater.weather.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one forecast of many: each forecaster's bias at this place is taken out, what is left is weighed by the inverse of
 * its square error, and the spread is that of our own last errors, not that of the forecasters among each other, who are
 * wrong together. Little experience at a place is filled up with its region's.
 *
 * <p>Local bias removal gives nearly all of the gain where forecasters are alike; the weights matter when one is spoiled.
 */
public final class Blender {

    private static final double LEAST_SPREAD = 1e-3;

    private final Family family;
    private final Knobs knobs;

    public Blender(Family family, Knobs knobs) {
        this.family = family;
        this.knobs = knobs;
    }

    /**
     * The forecast.
     *
     * @param members what each forecaster says; at least one
     * @param site how they did here
     * @param region how they did around
     */
    public Blend blend(Map<String, Double> members, Site site, Tracks region) {
        Tracks place = site.tracks();
        Map<String, Double> corrected = new HashMap<>();
        members.forEach((name, value) -> corrected.put(name, bounded(value + bias(place.of(name), region.of(name)))));
        Map<String, Double> weights = Weights.of(inverse(members, place, region), knobs.mostShare());
        double centre = 0;
        for (Map.Entry<String, Double> member : corrected.entrySet()) {
            centre += weights.getOrDefault(member.getKey(), 0.0) * member.getValue();
        }
        double spread = spread(place, region, corrected, centre);
        Law law = law(centre, spread, corrected, weights);
        return new Blend(law, centre, spread, quantiles(law, site.calibration()), corrected, weights);
    }

    private double bias(Track own, Track around) {
        return own.biasToward(around.biasToward(0, knobs.pull()), knobs.pull());
    }

    private Map<String, Double> inverse(Map<String, Double> members, Tracks place, Tracks region) {
        double typical =
                typical(region.members().values(), typical(place.members().values(), 1));
        Map<String, Double> inverse = new HashMap<>();
        members.keySet().forEach(name -> {
            double around = region.of(name).mseToward(typical, knobs.pull());
            inverse.put(name, 1 / Math.max(place.of(name).mseToward(around, knobs.pull()), LEAST_SPREAD));
        });
        return inverse;
    }

    private static double typical(Iterable<Track> tracks, double otherwise) {
        double weight = 0;
        double sum = 0;
        for (Track track : tracks) {
            weight += track.weight();
            sum += track.weight() * track.mse();
        }
        return weight > 0 ? sum / weight : otherwise;
    }

    private double spread(Tracks place, Tracks region, Map<String, Double> corrected, double centre) {
        double first = knobs.firstSpread() * knobs.firstSpread() + variance(corrected, centre);
        double around = region.blend().mseToward(first, knobs.pull());
        return Math.max(LEAST_SPREAD, Math.sqrt(place.blend().mseToward(around, knobs.pull())));
    }

    private static double variance(Map<String, Double> corrected, double centre) {
        return corrected.values().stream()
                .mapToDouble(value -> (value - centre) * (value - centre))
                .average()
                .orElse(0);
    }

    private Law law(double centre, double spread, Map<String, Double> corrected, Map<String, Double> weights) {
        return switch (family) {
            case NORMAL -> new Law.Normal(centre, spread);
            case TRUNCATED_NORMAL -> new Law.TruncatedNormal(centre, spread);
            case ZERO_OR_GAMMA -> Rain.law(centre, spread, corrected, weights);
        };
    }

    private double bounded(double value) {
        return family == Family.NORMAL ? value : Math.max(0, value);
    }

    private static List<Double> quantiles(Law law, Calibration calibration) {
        List<Double> quantiles = new ArrayList<>();
        for (double level : Blend.LEVELS) {
            double quantile = law.quantile(calibration.level(level));
            quantiles.add(quantiles.isEmpty() ? quantile : Math.max(quantile, quantiles.getLast()));
        }
        return quantiles;
    }
}
