package dev.catchwater.weather.forecast;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one forecast of many: each forecaster's bias at this place is taken out, what is left is weighed by the inverse of
 * its square error, and the spread is that of our own last errors, not that of the forecasters among each other, who are
 * wrong together. Little experience at a place is filled up with its region's. Where forecasters say how sure they are, a day
 * that they think more or less certain than usual is believed in part.
 *
 * <p>Local bias removal gives nearly all of the gain where forecasters are alike; the weights matter when one is spoiled.
 */
public final class Blender {

    private static final double LEAST_SPREAD = 1e-3;
    private static final double MOST_UNUSUAL = 9;

    /** An even spread around the compass has this deviation: nobody can know less. */
    private static final double ALL_AROUND = 360 / Math.sqrt(12);

    private final Family family;
    private final Knobs knobs;
    private final @Nullable Double chance;

    public Blender(Family family, Knobs knobs) {
        this(family, knobs, null);
    }

    private Blender(Family family, Knobs knobs, @Nullable Double chance) {
        this.family = family;
        this.knobs = knobs;
        this.chance = chance;
    }

    /** For amounts that are anything at all with this probability, which is known better than from the amounts. */
    public Blender withChance(double probability) {
        return new Blender(family, knobs, probability);
    }

    Family family() {
        return family;
    }

    /**
     * The forecast.
     *
     * @param members what each forecaster says; at least one
     * @param told how far off those forecasters who say so expect to be; NaN if none does
     * @param site how they did here
     * @param region how they did around
     */
    public Blend blend(Map<String, Double> members, double told, Site site, Tracks region) {
        Tracks place = site.tracks();
        Map<String, Double> corrected = new HashMap<>();
        members.forEach((name, value) ->
                corrected.put(name, family.corrected(value, bias(place.of(name), region.of(name)))));
        Map<String, Double> weights = Weights.of(inverse(members, place, region), knobs.mostShare());
        double centre = family.mean(corrected, weights);
        double first = Double.isNaN(told)
                ? knobs.firstSpread() * knobs.firstSpread() + variance(corrected, centre)
                : told * told;
        double spread = spread(place, region, first) * unusual(told, site.told());
        Law law = law(centre, spread, corrected, weights);
        return new Blend(law, centre, spread, quantiles(law, centre, site.calibration()), corrected, weights);
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

    private double spread(Tracks place, Tracks region, double first) {
        double around = region.blend().mseToward(first, knobs.pull());
        return Math.max(LEAST_SPREAD, Math.sqrt(place.blend().mseToward(around, knobs.pull())));
    }

    /** How much wider or narrower this day is than days here usually are, by those who say so, believed as far as we trust. */
    private double unusual(double told, Track usual) {
        if (Double.isNaN(told) || usual.weight() <= 0 || usual.bias() <= 0) {
            return 1;
        }
        double ratio = Math.clamp(told * told / usual.bias(), 1 / MOST_UNUSUAL, MOST_UNUSUAL);
        double known = usual.weight() / (usual.weight() + knobs.pull());
        return Math.pow(ratio, knobs.trust() * known / 2);
    }

    private double variance(Map<String, Double> corrected, double centre) {
        return corrected.values().stream()
                .mapToDouble(value -> family.residual(value, centre) * family.residual(value, centre))
                .average()
                .orElse(0);
    }

    private Law law(double centre, double spread, Map<String, Double> corrected, Map<String, Double> weights) {
        return switch (family) {
            case NORMAL -> new Law.Normal(centre, spread);
            case TRUNCATED_NORMAL -> new Law.TruncatedNormal(centre, spread);
            case ZERO_OR_GAMMA -> Rain.law(centre, spread, chance == null ? Rain.dry(corrected, weights) : 1 - chance);
            case CHANCE -> new Law.Chance(centre);
            case DIRECTION -> new Law.Normal(centre, Math.min(spread, ALL_AROUND));
        };
    }

    /** A probability has no band: it is the uncertainty itself. */
    private List<Double> quantiles(Law law, double centre, Calibration calibration) {
        if (family == Family.CHANCE) {
            return Collections.nCopies(Blend.LEVELS.size(), centre);
        }
        List<Double> quantiles = new ArrayList<>();
        for (double level : Blend.LEVELS) {
            double quantile = law.quantile(calibration.level(level));
            quantiles.add(quantiles.isEmpty() ? quantile : Math.max(quantile, quantiles.getLast()));
        }
        return quantiles;
    }
}
