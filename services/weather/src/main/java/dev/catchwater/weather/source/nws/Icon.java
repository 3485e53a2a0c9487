package dev.catchwater.weather.source.nws;

import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.report.Sky.Intensity;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NWS tells the sky by the address of an icon, absolute or not: {@code /icons/land/day/tsra,40/ovc?size=medium}. */
final class Icon {

    private static final Pattern ADDRESS =
            Pattern.compile(".{0,100}/icons/land/(day|night)/([a-z_]{1,32})(?:[,/?].{0,200})?");

    private Icon() {}

    static Sky sky(String address) {
        Matcher icon = ADDRESS.matcher(address);
        return icon.matches() ? code(icon.group(2)).at("night".equals(icon.group(1))) : Sky.UNKNOWN;
    }

    private static Sky code(String code) {
        return switch (code.replaceFirst("^wind_", "")) {
            case "skc", "hot", "cold" -> Sky.of(Condition.CLEAR);
            case "few" -> Sky.of(Condition.MOSTLY_CLEAR);
            case "sct" -> Sky.of(Condition.PARTLY_CLOUDY);
            case "bkn", "ovc" -> Sky.of(Condition.CLOUDY);
            case "fog" -> Sky.of(Condition.FOG);
            case "haze" -> Sky.of(Condition.HAZE);
            case "smoke" -> Sky.of(Condition.SMOKE);
            case "dust" -> Sky.of(Condition.DUST);
            case "rain", "rain_showers", "rain_showers_hi" -> Sky.of(Condition.RAIN);
            case "fzra", "rain_fzra", "snow_fzra" -> Sky.of(Condition.FREEZING_RAIN);
            case "sleet", "rain_sleet", "snow_sleet", "rain_snow" -> Sky.of(Condition.SLEET);
            case "snow" -> Sky.of(Condition.SNOW);
            case "blizzard" -> Sky.of(Condition.SNOW).with(Intensity.HEAVY);
            case "tsra", "tsra_sct", "tsra_hi" -> Sky.of(Condition.RAIN).withThunder();
            case "tornado" -> Sky.of(Condition.TORNADO);
            case "hurricane", "tropical_storm" -> Sky.of(Condition.RAIN).with(Intensity.HEAVY);
            default -> Sky.UNKNOWN;
        };
    }
}
