package dev.catchwater.weather.forecast;

/**
 * How one forecaster did lately at one place, for one quantity, lead and time of day: means that forget. Residuals are what
 * was observed less what was forecast.
 *
 * @param weight how many verified forecasts it rests on; decays with time, so that silence is forgotten too
 * @param bias mean residual of the forecast as it came
 * @param mse mean square of the residual after the bias known before was taken out
 * @param raw mean square of the residual of the forecast as it came
 */
public record Track(double weight, double bias, double mse, double raw) {

    /** Nothing known. */
    public static final Track NONE = new Track(0, 0, 0, 0);

    Track aged(double kept) {
        return new Track(weight * kept, bias, mse, raw);
    }

    Track learned(double residual, double corrected) {
        double now = weight + 1;
        return new Track(
                now,
                bias + (residual - bias) / now,
                mse + (corrected * corrected - mse) / now,
                raw + (residual * residual - raw) / now);
    }

    /** This bias drawn to another where it rests on little; {@code pull} counts as so many forecasts. */
    double biasToward(double parent, double pull) {
        return (weight * bias + pull * parent) / (weight + pull);
    }

    /** This square error drawn to another where it rests on little. */
    double mseToward(double parent, double pull) {
        return (weight * mse + pull * parent) / (weight + pull);
    }
}
