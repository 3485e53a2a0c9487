package dev.catchwater.weather.source.openmeteo;

import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.report.Sky.Intensity;

/** WMO 4677 codes, the subset that Open-Meteo tells. */
final class WmoCode {

    private WmoCode() {}

    static Sky sky(int code) {
        return switch (code) {
            case 0 -> Sky.of(Condition.CLEAR);
            case 1 -> Sky.of(Condition.MOSTLY_CLEAR);
            case 2 -> Sky.of(Condition.PARTLY_CLOUDY);
            case 3 -> Sky.of(Condition.CLOUDY);
            case 45, 48 -> Sky.of(Condition.FOG);
            case 51, 53, 55 -> Sky.of(Condition.DRIZZLE).with(step(code - 51));
            case 56, 57 -> Sky.of(Condition.FREEZING_RAIN).with(code == 56 ? Intensity.LIGHT : Intensity.HEAVY);
            case 61, 63, 65 -> Sky.of(Condition.RAIN).with(step(code - 61));
            case 66, 67 -> Sky.of(Condition.FREEZING_RAIN).with(code == 66 ? Intensity.LIGHT : Intensity.HEAVY);
            case 71, 73, 75 -> Sky.of(Condition.SNOW).with(step(code - 71));
            case 77 -> Sky.of(Condition.SNOW).with(Intensity.LIGHT);
            case 80, 81, 82 -> Sky.of(Condition.RAIN).with(step(2 * (code - 80)));
            case 85, 86 -> Sky.of(Condition.SNOW).with(code == 85 ? Intensity.LIGHT : Intensity.HEAVY);
            case 95 -> Sky.of(Condition.RAIN).withThunder();
            case 96, 99 ->
                Sky.of(Condition.HAIL)
                        .with(code == 96 ? Intensity.LIGHT : Intensity.HEAVY)
                        .withThunder();
            default -> Sky.UNKNOWN;
        };
    }

    private static Intensity step(int twice) {
        return twice == 0 ? Intensity.LIGHT : twice == 2 ? Intensity.MODERATE : Intensity.HEAVY;
    }
}
