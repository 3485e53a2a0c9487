package dev.catchwater.local.start;

import java.net.URI;
import java.util.Map;

/** Whom the weather service asks in a new installation: the sandbox, about three places. */
final class Forecasting {

    // OpenWeatherMap.KEY of the sandbox: it opens nothing else.
    private static final String KEY = "sandbox-owm-key";

    private Forecasting() {}

    static Map<String, String> locally(URI sandbox) {
        String base = sandbox + "/weather/";
        return Map.of(
                "CATCHWATER_WEATHER_ALLOW",
                sandbox.getAuthority(),
                "CATCHWATER_WEATHER_OPEN_METEO_BASE_URL",
                base + "open-meteo/v1",
                "CATCHWATER_WEATHER_MET_NORWAY_BASE_URL",
                base + "met-norway/weatherapi",
                "CATCHWATER_WEATHER_NWS_BASE_URL",
                base + "nws",
                "CATCHWATER_WEATHER_OPENWEATHERMAP_BASE_URL",
                base + "openweathermap/data",
                "CATCHWATER_WEATHER_OPENWEATHERMAP_KEY",
                KEY,
                "CATCHWATER_WEATHER_SEED_PLACES",
                "new-york|New"
                        + " York|40.78|-73.97|America/New_York|US,seattle|Seattle|47.61|-122.33|America/Los_Angeles|US,"
                        + "oslo|Oslo|59.91|10.75|Europe/Oslo|NO");
    }
}
