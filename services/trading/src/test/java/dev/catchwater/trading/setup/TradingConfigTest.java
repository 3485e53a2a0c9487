package dev.catchwater.trading.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.trading.api.PageLinks;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TradingConfigTest {

    @Test
    void defaultsLinkToNothing() {
        assertThat(read(Map.of()).portal()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        assertThat(read(Map.of("catchwater.trading.portal", "http://localhost:8080/"))
                        .portal())
                .contains(URI.create("http://localhost:8080/"));
    }

    @Test
    void unknownKeyIsRefused() {
        assertThatThrownBy(() -> read(Map.of("catchwater.trading.portl", "http://localhost:8080/")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("catchwater.trading.portl");
    }

    @Test
    void portalThatNoBrowserFollowsIsRefused() {
        assertThatThrownBy(() -> new PageLinks(Optional.of(URI.create("javascript:alert(1)"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("catchwater.trading.portal");
    }

    private static TradingConfig read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(TradingConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(TradingConfig.class);
    }
}
