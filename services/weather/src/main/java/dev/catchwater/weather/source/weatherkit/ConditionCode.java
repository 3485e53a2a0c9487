package dev.catchwater.weather.source.weatherkit;

import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.report.Sky.Intensity;

/** WeatherKit's condition codes. */
final class ConditionCode {

    private ConditionCode() {}

    static Sky sky(String code) {
        return switch (code) {
            case "Clear", "Hot", "Frigid", "Breezy", "Windy" -> Sky.of(Condition.CLEAR);
            case "MostlyClear" -> Sky.of(Condition.MOSTLY_CLEAR);
            case "PartlyCloudy" -> Sky.of(Condition.PARTLY_CLOUDY);
            case "MostlyCloudy", "Cloudy" -> Sky.of(Condition.CLOUDY);
            case "Foggy" -> Sky.of(Condition.FOG);
            case "Haze" -> Sky.of(Condition.HAZE);
            case "Smoky" -> Sky.of(Condition.SMOKE);
            case "BlowingDust" -> Sky.of(Condition.DUST);
            case "Drizzle" -> Sky.of(Condition.DRIZZLE);
            case "FreezingDrizzle", "FreezingRain" -> Sky.of(Condition.FREEZING_RAIN);
            case "Rain", "SunShowers" -> Sky.of(Condition.RAIN);
            case "HeavyRain", "Hurricane", "TropicalStorm" ->
                Sky.of(Condition.RAIN).with(Intensity.HEAVY);
            case "Sleet", "WintryMix" -> Sky.of(Condition.SLEET);
            case "Snow", "BlowingSnow" -> Sky.of(Condition.SNOW);
            case "Flurries", "SunFlurries" -> Sky.of(Condition.SNOW).with(Intensity.LIGHT);
            case "HeavySnow", "Blizzard" -> Sky.of(Condition.SNOW).with(Intensity.HEAVY);
            case "Hail" -> Sky.of(Condition.HAIL);
            case "Thunderstorms", "IsolatedThunderstorms", "ScatteredThunderstorms" ->
                Sky.of(Condition.RAIN).withThunder();
            case "StrongStorms" -> Sky.of(Condition.RAIN).with(Intensity.HEAVY).withThunder();
            default -> Sky.UNKNOWN;
        };
    }
}
