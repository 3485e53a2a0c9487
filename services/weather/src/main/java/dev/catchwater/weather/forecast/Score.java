package dev.catchwater.weather.forecast;

/**
 * How well one forecaster did, as sums: what is shown is computed from them.
 *
 * @param count verified forecasts
 * @param absolute sum of absolute errors
 * @param square sum of square errors
 * @param crps sum of CRPS; of a forecaster that gives no probabilities its absolute error
 * @param covered how often what came lay between the 5 and 95 % quantiles; 0 without probabilities
 */
public record Score(long count, double absolute, double square, double crps, long covered) {

    /** No forecast verified. */
    public static final Score NONE = new Score(0, 0, 0, 0, 0);

    /** With one more forecast. */
    public Score plus(double error, double ranked, boolean within) {
        double size = Math.abs(error);
        return new Score(count + 1, absolute + size, square + size * size, crps + ranked, covered + (within ? 1 : 0));
    }

    /** With all forecasts of another. */
    public Score plus(Score other) {
        return new Score(
                count + other.count,
                absolute + other.absolute,
                square + other.square,
                crps + other.crps,
                covered + other.covered);
    }

    /** Mean absolute error; NaN without forecasts. */
    public double mae() {
        return absolute / count;
    }

    /** Root of the mean square error; NaN without forecasts. */
    public double rmse() {
        return Math.sqrt(square / count);
    }

    /** Mean CRPS; NaN without forecasts. */
    public double meanCrps() {
        return crps / count;
    }

    /** The part that lay between the 5 and 95 % quantiles. */
    public double coverage() {
        return (double) covered / count;
    }
}
