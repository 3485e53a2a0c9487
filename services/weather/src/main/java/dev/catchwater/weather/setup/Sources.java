package dev.catchwater.weather.setup;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.source.Asking;
import dev.catchwater.weather.source.aviation.AviationWeather;
import dev.catchwater.weather.source.meteoalarm.MeteoAlarm;
import dev.catchwater.weather.source.metnorway.MetNorway;
import dev.catchwater.weather.source.nws.Nws;
import dev.catchwater.weather.source.openmeteo.OpenMeteo;
import dev.catchwater.weather.source.openweathermap.OpenWeatherMap;
import dev.catchwater.weather.source.pirateweather.PirateWeather;
import dev.catchwater.weather.source.weatherkit.DeveloperToken;
import dev.catchwater.weather.source.weatherkit.WeatherKit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** The providers that are asked, each over a client of its own, which is {@code fairlead.…} in application.properties. */
@ApplicationScoped
class Sources {

    private static final String AIR = "https://air-quality-api.open-meteo.com/v1";
    private static final String CUSTOMERS_AIR = "https://customer-air-quality-api.open-meteo.com/v1";

    private final WeatherConfig config;
    private final ExecutorService workers;
    private final InstantSource clock;
    private final List<WeatherSource> all = new ArrayList<>();

    Sources(
            WeatherConfig config,
            @Parsing ExecutorService workers,
            InstantSource clock,
            @Client("open-meteo") HttpClient openMeteo,
            @Client("met-norway") HttpClient metNorway,
            @Client("nws") HttpClient nws,
            @Client("aviation-weather") HttpClient aviationWeather,
            @Client("openweathermap") HttpClient openWeatherMap,
            @Client("pirate-weather") HttpClient pirateWeather,
            @Client("weatherkit") HttpClient weatherKit,
            @Client("meteoalarm") HttpClient meteoAlarm) {
        this.config = config;
        this.workers = workers;
        this.clock = clock;
        free(openMeteo, metNorway);
        stations(nws, aviationWeather);
        meteoAlarm(meteoAlarm);
        keyed(openWeatherMap, pirateWeather);
        weatherKit(weatherKit);
    }

    /** Those that are configured. */
    List<WeatherSource> all() {
        return List.copyOf(all);
    }

    private void free(HttpClient openMeteo, HttpClient metNorway) {
        if (config.openMeteo().enabled()) {
            boolean customer = config.openMeteo().key().isPresent();
            String own = customer ? "https://customer-api.open-meteo.com/v1" : "https://api.open-meteo.com/v1";
            all.add(new OpenMeteo(
                    asking(openMeteo),
                    config.openMeteo().baseUrl().orElse(own),
                    config.openMeteo().airBaseUrl().orElse(customer ? CUSTOMERS_AIR : AIR),
                    config.openMeteo().key(),
                    config.openMeteo().models()));
        }
        if (config.metNorway().enabled()) {
            String base = config.metNorway().baseUrl().orElse("https://api.met.no/weatherapi");
            all.add(new MetNorway(asking(metNorway), base));
        }
    }

    private void stations(HttpClient nws, HttpClient aviationWeather) {
        if (config.nws().enabled()) {
            all.add(new Nws(asking(nws), config.nws().baseUrl().orElse("https://api.weather.gov"), clock));
        }
        if (config.aviationWeather().enabled()) {
            String base = config.aviationWeather().baseUrl().orElse("https://aviationweather.gov/api/data");
            all.add(new AviationWeather(asking(aviationWeather), base));
        }
    }

    private void meteoAlarm(HttpClient meteoAlarm) {
        if (config.meteoalarm().enabled() && !config.meteoalarm().feeds().isEmpty()) {
            String base = config.meteoalarm().baseUrl().orElse("https://feeds.meteoalarm.org");
            // Keys that come from the environment are in small letters.
            Map<String, String> feeds = new HashMap<>();
            config.meteoalarm().feeds().forEach((region, feed) -> feeds.put(region.toUpperCase(Locale.ROOT), feed));
            all.add(new MeteoAlarm(asking(meteoAlarm), base, feeds));
        }
    }

    private void keyed(HttpClient openWeatherMap, HttpClient pirateWeather) {
        config.openweathermap()
                .key()
                .ifPresent(key -> all.add(new OpenWeatherMap(
                        asking(openWeatherMap),
                        config.openweathermap().baseUrl().orElse("https://api.openweathermap.org/data"),
                        key,
                        config.openweathermap().oneCall(),
                        config.openweathermap().air(),
                        clock)));
        config.pirateWeather()
                .key()
                .ifPresent(key -> all.add(new PirateWeather(
                        asking(pirateWeather),
                        config.pirateWeather().baseUrl().orElse("https://api.pirateweather.net"),
                        key)));
    }

    private void weatherKit(HttpClient client) {
        WeatherConfig.WeatherKit apple = config.weatherkit();
        apple.key().ifPresent(key -> {
            DeveloperToken token = new DeveloperToken(
                    apple.team().orElse(""),
                    apple.service().orElse(""),
                    apple.keyId().orElse(""),
                    key,
                    clock);
            String base = apple.baseUrl().orElse("https://weatherkit.apple.com/api/v1");
            all.add(new WeatherKit(asking(client), base, token));
        });
    }

    private Asking asking(HttpClient client) {
        return new Asking(client::send, workers, clock);
    }
}
