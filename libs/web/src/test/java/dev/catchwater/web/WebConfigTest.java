package dev.catchwater.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class WebConfigTest {
    public static WebConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(WebConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(WebConfig.class);
    }

    @Test
    void defaults() {
        var config = config(Map.of());
        assertThat(config.service()).isEqualTo("service");
        assertThat(config.demoUser()).isFalse();
        assertThat(config.publicRead()).isFalse();
        assertThat(config.adminKeyFile()).isEmpty();
        assertThat(config.reissueAdminKey()).isFalse();
        assertThat(config.keyFile()).isEmpty();
        assertThat(config.cursorKey()).isEmpty();
        assertThat(config.hosts()).isEmpty();
        assertThat(config.sessionTtl()).isEqualTo(Duration.ofHours(12));
        assertThat(config.recheck()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.portal()).isEmpty();
        assertThat(config(Map.of("quarkus.application.name", "prices")).service())
                .isEqualTo("prices");
    }

    @Test
    void keys() {
        var config = config(Map.of(
                "catchwater.web.service", "s",
                "catchwater.web.demo-user", "true",
                "catchwater.web.public-read", "true",
                "catchwater.web.admin-key-file", "/a",
                "catchwater.web.key-file", "/k",
                "catchwater.web.cursor-key", "0123456789abcdef0123456789abcdef",
                "catchwater.web.hosts", "a.example,b.example",
                "catchwater.web.session-ttl", "PT1H",
                "catchwater.web.portal", "https://portal.example/",
                "catchwater.web.recheck", "PT5S"));
        assertThat(config.service()).isEqualTo("s");
        assertThat(config.demoUser()).isTrue();
        assertThat(config.publicRead()).isTrue();
        assertThat(config.adminKeyFile()).contains("/a");
        assertThat(config(Map.of("catchwater.web.reissue-admin-key", "true")).reissueAdminKey())
                .isTrue();
        assertThat(config.keyFile()).contains("/k");
        assertThat(config.cursorKey()).isPresent();
        assertThat(config.hosts()).contains(List.of("a.example", "b.example"));
        assertThat(config.sessionTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(config.recheck()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.portal()).contains(URI.create("https://portal.example/"));
    }

    @Test
    void keyThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> config(Map.of("catchwater.web.demouser", "true")))
                .hasStackTraceContaining("catchwater.web.demouser");
    }
}
