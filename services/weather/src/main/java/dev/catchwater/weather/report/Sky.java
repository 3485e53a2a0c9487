package dev.catchwater.weather.report;

import org.jspecify.annotations.Nullable;

/**
 * The sky in words.
 *
 * @param night null if not told
 */
public record Sky(
        Condition condition,
        Intensity intensity,
        boolean thunder,
        @Nullable Boolean night) {

    /** Nothing told. */
    public static final Sky UNKNOWN = new Sky(Condition.UNKNOWN, Intensity.MODERATE, false, null);

    /** How strong it is, where that makes a difference. */
    public enum Intensity {
        LIGHT,
        MODERATE,
        HEAVY
    }

    /** A sky of ordinary strength without thunder. */
    public static Sky of(Condition condition) {
        return new Sky(condition, Intensity.MODERATE, false, null);
    }

    /** This sky, stronger or weaker. */
    public Sky with(Intensity other) {
        return new Sky(condition, other, thunder, night);
    }

    /** This sky with thunder in it. */
    public Sky withThunder() {
        return new Sky(condition, intensity, true, night);
    }

    /** This sky by day or by night. */
    public Sky at(@Nullable Boolean isNight) {
        return new Sky(condition, intensity, thunder, isNight);
    }
}
