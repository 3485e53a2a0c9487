package dev.catchwater.weather.setup;

import dev.catchwater.fairlead.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The knobs of the service: {@code catchwater.weather.*}. Lists are separated by commas. */
@ConfigMapping(prefix = "catchwater.weather")
public interface WeatherConfig {

    /** How whoever runs this can be reached; part of the identification that MET Norway and NWS want. */
    @WithDefault("no contact configured")
    String contact();

    /** {@code host:port} of providers that may be private: the sandbox. Read by {@code fairlead.*.guard.allow}. */
    Optional<List<String>> allow();

    /** {@code host:port} of webhooks that may be private. Read by {@code fairlead.webhooks.guard.allow}. */
    Optional<List<String>> webhooksAllow();

    /** Places that are there from the start, as {@code id|name|latitude|longitude|time zone|region|zone;zone}. */
    Optional<List<SeedPlace>> seedPlaces();

    /** How many places there may be. */
    @WithDefault("200")
    int maxPlaces();

    /** When providers are asked. */
    Gather gather();

    /** Open-Meteo. */
    OpenMeteo openMeteo();

    /** MET Norway. */
    Free metNorway();

    /** US National Weather Service. */
    Free nws();

    /** METARs, where the US National Weather Service tells of no stations. */
    Free aviationWeather();

    /** OpenWeatherMap; asked if there is a key. */
    OpenWeatherMap openweathermap();

    /** Pirate Weather; asked if there is a key. */
    Keyed pirateWeather();

    /** Apple's WeatherKit; asked if there is a key. */
    WeatherKit weatherkit();

    /** MeteoAlarm. */
    MeteoAlarm meteoalarm();

    /** When providers are asked. */
    interface Gather {

        /** How often we look for what is due. */
        @WithDefault("1s")
        Duration tick();

        /** For one answer, retries included. */
        @WithDefault("20s")
        Duration deadline();

        /** How long a reader of a place of which nothing is known waits. */
        @WithDefault("4s")
        Duration patience();
    }

    /** A provider that needs no key. */
    interface Free {

        /** Whether it is asked. */
        @WithDefault("true")
        boolean enabled();

        /** Its address; the provider's own if absent. */
        Optional<String> baseUrl();
    }

    /** Open-Meteo. */
    interface OpenMeteo {

        /** Whether it is asked. */
        @WithDefault("true")
        boolean enabled();

        /** Its address up to the version; the free one's, or with a key the customers', if absent. */
        Optional<String> baseUrl();

        /** The same of its air quality. */
        Optional<String> airBaseUrl();

        /** A customer's key. */
        Optional<Secret> key();

        /** Models that are told apart, each a forecaster of its own. */
        @WithDefault("ecmwf_ifs025,gfs_seamless,icon_seamless")
        List<String> models();
    }

    /** A provider with a key. */
    interface Keyed {

        /** Its address; the provider's own if absent. */
        Optional<String> baseUrl();

        /** The key. */
        Optional<Secret> key();
    }

    /** OpenWeatherMap. */
    interface OpenWeatherMap extends Keyed {

        /** Whether the key has One Call 3.0. */
        @WithDefault("true")
        boolean oneCall();

        /** Whether it is asked about the air, which is a call more for each place and hour. */
        @WithDefault("true")
        boolean air();
    }

    /** Apple's WeatherKit. */
    interface WeatherKit {

        /** Its address up to the version; Apple's if absent. */
        Optional<String> baseUrl();

        /** The developer's team. */
        Optional<String> team();

        /** The service's identifier. */
        Optional<String> service();

        /** The key's identifier. */
        Optional<String> keyId();

        /** The private key, PKCS #8 in PEM. */
        Optional<Secret> key();
    }

    /** MeteoAlarm. */
    interface MeteoAlarm extends Free {

        /** What the feed of a country is called, by its ISO 3166-1 code. */
        Map<String, String> feeds();
    }
}
