package dev.catchwater.local.start;

import java.net.URI;
import java.util.Map;

/** Whom the weather service asks in a new installation: the sandbox, about three places. */
final class Forecasting {

    // The sandbox's keys: they open nothing else.
    private static final String KEY = "sandbox-owm-key";
    private static final String PIRATE_KEY = "sandbox-pirate-key";

    private Forecasting() {}

    static Map<String, String> locally(URI sandbox) {
        String base = sandbox + "/weather/";
        return Map.ofEntries(
                Map.entry("CATCHWATER_WEATHER_ALLOW", sandbox.getAuthority()),
                Map.entry("CATCHWATER_WEATHER_OPEN_METEO_BASE_URL", base + "open-meteo/v1"),
                Map.entry("CATCHWATER_WEATHER_OPEN_METEO_AIR_BASE_URL", base + "open-meteo/v1"),
                Map.entry("CATCHWATER_WEATHER_MET_NORWAY_BASE_URL", base + "met-norway/weatherapi"),
                Map.entry("CATCHWATER_WEATHER_NWS_BASE_URL", base + "nws"),
                Map.entry("CATCHWATER_WEATHER_AVIATION_WEATHER_BASE_URL", base + "aviation-weather/api/data"),
                Map.entry("CATCHWATER_WEATHER_OPENWEATHERMAP_BASE_URL", base + "openweathermap/data"),
                Map.entry("CATCHWATER_WEATHER_OPENWEATHERMAP_KEY", KEY),
                Map.entry("CATCHWATER_WEATHER_PIRATE_WEATHER_BASE_URL", base + "pirate-weather"),
                Map.entry("CATCHWATER_WEATHER_PIRATE_WEATHER_KEY", PIRATE_KEY),
                Map.entry("CATCHWATER_WEATHER_METEOALARM_BASE_URL", base + "meteoalarm"),
                Map.entry("CATCHWATER_WEATHER_METEOALARM_FEEDS_NO", "norway"),
                Map.entry(
                        "CATCHWATER_WEATHER_SEED_PLACES",
                        "new-york|New"
                                + " York|40.78|-73.97|America/New_York|US,seattle|Seattle|47.61|-122.33|America/Los_Angeles|US,"
                                + "oslo|Oslo|59.91|10.75|Europe/Oslo|NO|EMMA_ID:NO007"));
    }
}
