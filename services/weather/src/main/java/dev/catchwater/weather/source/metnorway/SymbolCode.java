package dev.catchwater.weather.source.metnorway;

import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.report.Sky.Intensity;

/** MET's weather symbols: a base, then {@code _day}, {@code _night} or {@code _polartwilight}. */
final class SymbolCode {

    private SymbolCode() {}

    static Sky sky(String code) {
        String[] parts = code.split("_", 2);
        Boolean night = parts.length < 2 ? null : "night".equals(parts[1]);
        return base(parts[0]).at(night);
    }

    private static Sky base(String base) {
        return switch (base) {
            case "clearsky" -> Sky.of(Condition.CLEAR);
            case "fair" -> Sky.of(Condition.MOSTLY_CLEAR);
            case "partlycloudy" -> Sky.of(Condition.PARTLY_CLOUDY);
            case "cloudy" -> Sky.of(Condition.CLOUDY);
            case "fog" -> Sky.of(Condition.FOG);
            default -> falling(base);
        };
    }

    /** {light,,heavy}{rain,sleet,snow}{showers}{andthunder}; two official codes have an s too many. */
    private static Sky falling(String base) {
        String rest = base.replace("lightss", "lights");
        Intensity intensity = rest.startsWith("light")
                ? Intensity.LIGHT
                : rest.startsWith("heavy") ? Intensity.HEAVY : Intensity.MODERATE;
        String what = rest.replaceFirst("^(light|heavy)", "");
        boolean thunder = what.endsWith("andthunder");
        Sky sky = switch (what.replaceFirst("andthunder$", "").replaceFirst("showers$", "")) {
            case "rain" -> Sky.of(Condition.RAIN);
            case "sleet" -> Sky.of(Condition.SLEET);
            case "snow" -> Sky.of(Condition.SNOW);
            default -> Sky.UNKNOWN;
        };
        return sky.condition() == Condition.UNKNOWN
                ? sky
                : thunder ? sky.with(intensity).withThunder() : sky.with(intensity);
    }
}
