package dev.catchwater.weather.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.quarkus.config.BuildSurroundings;
import dev.catchwater.fairlead.quarkus.config.ConfiguredSettings;
import dev.catchwater.fairlead.quarkus.config.FairleadConfig;
import dev.catchwater.fairlead.rate.RateLimit;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WeatherConfigTest {

    @Test
    void defaultsAreThese() {
        WeatherConfig config = read(Map.of());
        assertThat(config.contact()).isEqualTo("no contact configured");
        assertThat(config.allow()).isEmpty();
        assertThat(config.seedPlaces()).isEmpty();
        assertThat(config.maxPlaces()).isEqualTo(200);
        assertThat(config.gather().tick()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.gather().deadline()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.gather().patience()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.openMeteo().enabled()).isTrue();
        assertThat(config.openMeteo().models()).containsExactly("ecmwf_ifs025", "gfs_seamless", "icon_seamless");
        assertThat(config.metNorway().enabled()).isTrue();
        assertThat(config.nws().enabled()).isTrue();
        assertThat(config.aviationWeather().enabled()).isTrue();
        assertThat(config.openMeteo().airBaseUrl()).isEmpty();
        assertThat(config.openweathermap().key()).isEmpty();
        assertThat(config.openweathermap().oneCall()).isTrue();
        assertThat(config.openweathermap().air()).isTrue();
        assertThat(config.pirateWeather().key()).isEmpty();
        assertThat(config.weatherkit().key()).isEmpty();
        assertThat(config.meteoalarm().feeds()).isEmpty();
    }

    @Test
    void keysAreThese() {
        WeatherConfig config = read(Map.ofEntries(
                Map.entry("catchwater.weather.contact", "ops@example.org"),
                Map.entry("catchwater.weather.allow", "127.0.0.1:8090"),
                Map.entry(
                        "catchwater.weather.seed-places",
                        "nyc|New"
                                + " York|40.78|-73.97|America/New_York|US|UGC:NYZ072;SAME:036061,oslo|Oslo|59.9|10.7|Europe/Oslo"),
                Map.entry("catchwater.weather.max-places", "5"),
                Map.entry("catchwater.weather.gather.tick", "2s"),
                Map.entry("catchwater.weather.gather.deadline", "3s"),
                Map.entry("catchwater.weather.gather.patience", "4ms"),
                Map.entry("catchwater.weather.open-meteo.enabled", "false"),
                Map.entry("catchwater.weather.open-meteo.base-url", "http://a"),
                Map.entry("catchwater.weather.open-meteo.air-base-url", "http://c"),
                Map.entry("catchwater.weather.aviation-weather.enabled", "false"),
                Map.entry("catchwater.weather.open-meteo.key", "s3cret"),
                Map.entry("catchwater.weather.open-meteo.models", "icon_seamless"),
                Map.entry("catchwater.weather.met-norway.enabled", "false"),
                Map.entry("catchwater.weather.nws.base-url", "http://b"),
                Map.entry("catchwater.weather.openweathermap.key", "s3cret"),
                Map.entry("catchwater.weather.openweathermap.one-call", "false"),
                Map.entry("catchwater.weather.openweathermap.air", "false"),
                Map.entry("catchwater.weather.pirate-weather.key", "s3cret"),
                Map.entry("catchwater.weather.weatherkit.team", "T"),
                Map.entry("catchwater.weather.weatherkit.service", "s"),
                Map.entry("catchwater.weather.weatherkit.key-id", "k"),
                Map.entry("catchwater.weather.weatherkit.key", "s3cret"),
                Map.entry("catchwater.weather.meteoalarm.feeds.DE", "germany")));
        assertThat(config.maxPlaces()).isEqualTo(5);
        assertThat(config.allow())
                .hasValueSatisfying(allowed -> assertThat(allowed).containsExactly("127.0.0.1:8090"));
        assertThat(config.seedPlaces().orElseThrow())
                .extracting(seed -> seed.place().id())
                .containsExactly("nyc", "oslo");
        assertThat(config.seedPlaces().orElseThrow().getFirst().place().zones())
                .containsExactlyInAnyOrder("UGC:NYZ072", "SAME:036061");
        assertThat(config.openMeteo().key().orElseThrow().reveal()).isEqualTo("s3cret");
        assertThat(config.openMeteo().key().toString() + config.weatherkit().key())
                .doesNotContain("s3cret");
        assertThat(config.openMeteo().airBaseUrl()).hasValue("http://c");
        assertThat(config.aviationWeather().enabled()).isFalse();
        assertThat(config.openweathermap().oneCall()).isFalse();
        assertThat(config.openweathermap().air()).isFalse();
        assertThat(config.meteoalarm().feeds()).containsExactly(Map.entry("DE", "germany"));
    }

    @Test
    void misspeltPlaceIsRefused() {
        assertThatThrownBy(() -> SeedPlace.of("nyc|New York|40.78")).hasMessageContaining("seed-places");
        assertThatThrownBy(() -> SeedPlace.of("a|A|91|0|UTC")).hasMessageContaining("seed-places");
    }

    @Test
    void everyProviderHasAGuardedClientThatSaysWhoAsks() throws IOException {
        assertThat(clients(Map.of("catchwater.weather.contact", "ops@example.org")))
                .containsOnlyKeys(
                        "open-meteo",
                        "met-norway",
                        "nws",
                        "aviation-weather",
                        "openweathermap",
                        "pirate-weather",
                        "weatherkit",
                        "meteoalarm",
                        "webhooks")
                .allSatisfy((name, client) -> {
                    assertThat(client.guard()).isEqualTo(GuardPolicy.PUBLIC_ONLY);
                    assertThat(client.defaults().first("User-Agent"))
                            .hasValue("Catchwater-Weather/0.1 (ops@example.org)");
                });
        assertThat(clients(Map.of("catchwater.weather.allow", "127.0.0.1:8090")))
                .allSatisfy((name, client) ->
                        assertThat(client.guard().allowed()).hasSize(name.equals("webhooks") ? 0 : 1));
    }

    @Test
    void budgetsAreThoseOfTheProviders() throws IOException {
        Map<String, Settings> clients = clients(Map.of());
        Settings openMeteo = clients.get("open-meteo");
        assertThat(openMeteo.admission().maxInFlight()).isEqualTo(1);
        assertThat(openMeteo.admission().rates().perClient()).isEqualTo(limit(600, Duration.ofMinutes(1), 200));
        assertThat(openMeteo.admission().rates().perOrigin()).isEqualTo(limit(5_000, Duration.ofHours(1), 500));
        assertThat(openMeteo.admission().rates().perKey()).isEqualTo(limit(10_000, Duration.ofDays(1), 2_000));
        assertThat(clients.get("openweathermap").admission().rates().perClient())
                .isEqualTo(Optional.of(RateLimit.perWindow(60, Duration.ofMinutes(1))));
        assertThat(clients.get("aviation-weather").admission().rates().perClient())
                .isEqualTo(Optional.of(RateLimit.perWindow(60, Duration.ofMinutes(1))));
        assertThat(clients.get("pirate-weather").admission().rates().perClient())
                .isEqualTo(limit(10_000, Duration.ofDays(30), 200));
        assertThat(clients.get("met-norway").cache()).isPresent();
        assertThat(clients.get("nws").retries().statuses()).contains(500);
    }

    private static Optional<RateLimit> limit(int count, Duration window, int burst) {
        return Optional.of(RateLimit.perWindow(count, window, burst));
    }

    private static Map<String, Settings> clients(Map<String, String> overridden) throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(
                        new PropertiesConfigSource(
                                Path.of("src/main/resources/application.properties")
                                        .toUri()
                                        .toURL(),
                                100),
                        new PropertiesConfigSource(overridden, "an operator's", 200))
                .withMapping(FairleadConfig.class)
                .withValidateUnknown(false)
                .build();
        return config.getConfigMapping(FairleadConfig.class).clients().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        client -> ConfiguredSettings.of(
                                client.getKey(), client.getValue(), new BuildSurroundings(false))));
    }

    private static WeatherConfig read(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(WeatherConfig.class)
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withDefaultValues(values)
                .build();
        return config.getConfigMapping(WeatherConfig.class);
    }
}
