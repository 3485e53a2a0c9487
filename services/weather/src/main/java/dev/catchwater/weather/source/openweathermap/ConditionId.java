package dev.catchwater.weather.source.openweathermap;

import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.report.Sky.Intensity;

/** OpenWeatherMap's condition ids, by their hundreds. */
final class ConditionId {

    private ConditionId() {}

    static Sky sky(int id, String icon) {
        Boolean night = icon.endsWith("n") ? Boolean.TRUE : icon.endsWith("d") ? Boolean.FALSE : null;
        return sky(id).at(night);
    }

    private static Sky sky(int id) {
        return switch (id / 100) {
            case 2 -> Sky.of(Condition.RAIN).with(strength(id)).withThunder();
            case 3 -> Sky.of(Condition.DRIZZLE).with(strength(id));
            case 5 ->
                id == 511
                        ? Sky.of(Condition.FREEZING_RAIN)
                        : Sky.of(Condition.RAIN).with(strength(id));
            case 6 ->
                id >= 611 && id <= 616
                        ? Sky.of(Condition.SLEET)
                        : Sky.of(Condition.SNOW).with(strength(id));
            case 7 -> atmosphere(id);
            case 8 -> clouds(id);
            default -> Sky.UNKNOWN;
        };
    }

    private static Intensity strength(int id) {
        return switch (id % 10) {
            case 0 -> Intensity.LIGHT;
            case 1 -> Intensity.MODERATE;
            default -> Intensity.HEAVY;
        };
    }

    private static Sky atmosphere(int id) {
        return switch (id) {
            case 711 -> Sky.of(Condition.SMOKE);
            case 701, 741 -> Sky.of(Condition.FOG);
            case 721 -> Sky.of(Condition.HAZE);
            case 731, 751, 761, 762 -> Sky.of(Condition.DUST);
            case 781 -> Sky.of(Condition.TORNADO);
            default -> Sky.UNKNOWN;
        };
    }

    /** 11 to 25, 25 to 50, 51 to 84, 85 to 100 % of the sky. */
    private static Sky clouds(int id) {
        return switch (id) {
            case 800 -> Sky.of(Condition.CLEAR);
            case 801 -> Sky.of(Condition.MOSTLY_CLEAR);
            case 802 -> Sky.of(Condition.PARTLY_CLOUDY);
            case 803, 804 -> Sky.of(Condition.CLOUDY);
            default -> Sky.UNKNOWN;
        };
    }
}
