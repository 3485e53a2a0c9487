package dev.catchwater.weather.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.weather.api.PageLinks;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeatherConfigTest {

    @Test
    void defaultsLinkToNothing() {
        assertThat(read(Map.of()).portal()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        assertThat(read(Map.of("catchwater.weather.portal", "http://localhost:8080/"))
                        .portal())
                .contains(URI.create("http://localhost:8080/"));
    }

    @Test
    void unknownKeyIsRefused() {
        assertThatThrownBy(() -> read(Map.of("catchwater.weather.portl", "http://localhost:8080/")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("catchwater.weather.portl");
    }

    @Test
    void portalThatNoBrowserFollowsIsRefused() {
        assertThatThrownBy(() -> new PageLinks(Optional.of(URI.create("javascript:alert(1)"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("catchwater.weather.portal");
    }

    private static WeatherConfig read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(WeatherConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(WeatherConfig.class);
    }
}
