package dev.catchwater.weather.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who tells us, and how that must be said. */
public enum Provider {
    OPEN_METEO("Open-Meteo", "Weather data by Open-Meteo.com, CC BY 4.0", "https://open-meteo.com/"),
    MET_NORWAY("MET Norway", "Data from MET Norway, CC BY 4.0", "https://api.met.no/"),
    NWS("US National Weather Service", "NOAA National Weather Service", "https://www.weather.gov/"),
    OPENWEATHERMAP("OpenWeather", "Weather data provided by OpenWeather", "https://openweathermap.org/"),
    PIRATE_WEATHER("Pirate Weather", "Powered by Pirate Weather", "https://pirateweather.net/"),
    WEATHERKIT("AppleWeather", "Weather", "https://developer.apple.com/weatherkit/data-source-attribution/"),
    AVIATION_WEATHER("Aviation Weather Center", "NOAA Aviation Weather Center", "https://aviationweather.gov/"),
    METEOALARM("MeteoAlarm", "EUMETNET MeteoAlarm, CC BY 4.0", "https://meteoalarm.org/");

    private final String title;
    private final String attribution;
    private final String link;

    Provider(String title, String attribution, String link) {
        this.title = title;
        this.attribution = attribution;
        this.link = link;
    }

    /** As our API names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The provider of such a label. */
    public static Optional<Provider> named(String label) {
        return Arrays.stream(values())
                .filter(provider -> provider.label().equals(label))
                .findFirst();
    }

    public String title() {
        return title;
    }

    /** What must stand beside its data. */
    public String attribution() {
        return attribution;
    }

    /** Where that leads. */
    public String link() {
        return link;
    }
}
