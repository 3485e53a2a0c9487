package dev.catchwater.weather.forecast;

import java.util.List;
import java.util.Map;

/**
 * One forecast made of many.
 *
 * @param centre what we expect: the weighted mean of what the forecasters say once their biases are out
 * @param spread what the mean square of our errors is expected to be, as its root
 * @param quantiles at {@link #LEVELS}, corrected by how past ones held; never falling
 * @param corrected each forecaster's value after its bias was taken out
 * @param weights each forecaster's share, 1 in all
 */
public record Blend(
        Law law,
        double centre,
        double spread,
        List<Double> quantiles,
        Map<String, Double> corrected,
        Map<String, Double> weights) {

    /** The probabilities of {@link #quantiles()}. */
    public static final List<Double> LEVELS = List.of(0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95);

    /** Copies. */
    public Blend {
        quantiles = List.copyOf(quantiles);
        corrected = Map.copyOf(corrected);
        weights = Map.copyOf(weights);
    }

    /** Whether what came lies between the outermost quantiles. */
    public boolean covers(double observed) {
        return observed >= quantiles.getFirst() && observed <= quantiles.getLast();
    }
}
