package dev.catchwater.fairlead.quarkus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.catchwater.fairlead.admission.Concurrency;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.tls.Pem;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredSettingsTest {
    private static SmallRyeConfig config(Map<String, String> keys) {
        Map<String, String> full = new HashMap<>();
        keys.forEach((key, value) -> full.put("fairlead.\"geo.api\"." + key, value));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(full, "test", 100))
                .withMapping(FairleadConfig.class)
                .build();
    }

    private static Settings settings(Map<String, String> keys) {
        FairleadConfig read = config(keys).getConfigMapping(FairleadConfig.class);
        return ConfiguredSettings.of("geo.api", read.clients().get("geo.api"));
    }

    @Test
    void whatIsNotNamedIsFairleadsOwnDefault() {
        Settings read = settings(Map.of());
        Settings own = Settings.named("geo.api");
        assertThat(read.timeout()).isEqualTo(own.timeout());
        assertThat(read.defaults()).isEqualTo(own.defaults());
        assertThat(read.propagation()).isEqualTo(own.propagation());
        assertThat(read.redirects()).isEqualTo(own.redirects());
        assertThat(read.retries())
                .usingRecursiveComparison()
                .ignoringFields("failures")
                .isEqualTo(own.retries());
        assertThat(read.admission()).isEqualTo(own.admission());
        assertThat(read.breaker()).isEqualTo(own.breaker());
        assertThat(read.guard()).isEqualTo(own.guard());
        assertThat(read.bounds()).isEqualTo(own.bounds());
        assertThat(read.tls()).isEqualTo(own.tls());
        assertThat(read.cache()).isEmpty();
    }

    @Test
    void everyGroupReachesItsPolicy() {
        Settings read = settings(Map.ofEntries(
                Map.entry("timeout", "2s"),
                Map.entry("headers.\"X-Api-Key\"", "k3y"),
                Map.entry("deadline-header", "X-Deadline"),
                Map.entry("redirects.max-hops", "2"),
                Map.entry("retry.attempts", "5"),
                Map.entry("retry.budget.share", "0.5"),
                Map.entry("admission.in-flight", "7"),
                Map.entry("admission.adaptive", "true"),
                Map.entry("rate.per-origin.count", "300"),
                Map.entry("rate.per-origin.window", "5m"),
                Map.entry("breaker.in-a-row", "3"),
                Map.entry("guard.allow", "127.0.0.1:8090,[::1]:80"),
                Map.entry("bounds.max-body", "2M"),
                Map.entry("tls.authorities", "/etc/ca.pem"),
                Map.entry("tls.system", "false"),
                Map.entry("cache.max-size", "8M")));
        assertThat(read.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read.defaults().first("X-Api-Key")).hasValue("k3y");
        assertThat(read.propagation().header()).isEqualTo("X-Deadline");
        assertThat(read.redirects().maxHops()).isEqualTo(2);
        assertThat(read.retries().maxAttempts()).isEqualTo(5);
        assertThat(read.retries().budget().share()).isEqualTo(0.5);
        assertThat(read.admission().maxInFlight()).isEqualTo(7);
        assertThat(read.admission().concurrency()).isEqualTo(Concurrency.ADAPTIVE);
        assertThat(read.admission().rates().perOrigin()).hasValue(RateLimit.perWindow(300, Duration.ofMinutes(5)));
        assertThat(read.breaker().trip().inARow()).isEqualTo(3);
        assertThat(read.guard().allowed()).isEqualTo(Set.of("127.0.0.1:8090", "[::1]:80"));
        assertThat(read.bounds().maxBodyBytes()).isEqualTo(2 << 20);
        assertThat(read.tls().authorities()).containsExactly(Pem.file(Path.of("/etc/ca.pem")));
        assertThat(read.tls().system()).isFalse();
        assertThat(read.cache()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout | 0s",
                "timeout | -1s",
                "drain | -1s",
                "deadline-header | not a name",
                "redirects.max-hops | 51",
                "retry.attempts | 0",
                "retry.statuses | 429,1000",
                "retry.base-delay | 0s",
                "retry.budget.share | 1.5",
                "retry.budget.window | 1ms",
                "admission.in-flight | 0",
                "admission.queue | -1",
                "admission.patience | 0",
                "rate.max-pause | 0s",
                "breaker.failure-rate | 0",
                "breaker.window | 1ms",
                "breaker.probes | 101",
                "breaker.max-pause | 1ms",
                "guard.allow | localhost",
                "bounds.connect | 40d",
                "bounds.max-head | 1",
                "bounds.max-ratio | 1",
                "tls.protocols | TLSv1.1",
                "tls.system | false",
                "cache.max-size | 0"
            })
    void aValueThatCannotBeIsNamedByItsKey(String key, String value) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings(Map.of(key, value)))
                .withMessageContaining("fairlead.\"geo.api\"." + key);
    }

    @Test
    void keysThatDoNotFitTogetherAreNamedByTheirGroup() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings(Map.of("retry.base-delay", "10s", "retry.max-delay", "1s")))
                .withMessageContaining("fairlead.\"geo.api\".retry.*");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings(Map.of("tls.key", "/etc/key.pem")))
                .withMessageContaining("fairlead.\"geo.api\".tls.certificate is missing");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> settings(Map.of("tls.key", "/k", "tls.certificate", "/c", "tls.configuration-name", "n")))
                .withMessageContaining("fairlead.\"geo.api\".tls.configuration-name");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings(Map.of("tls.pins.\"a.example\"", "sha256/short")))
                .withMessageContaining("fairlead.\"geo.api\".tls.pins.\"a.example\"");
    }

    @Test
    void headerValuesAreNeverShown() {
        FairleadConfig read =
                config(Map.of("headers.\"X-Api-Key\"", "plant\u0001ed")).getConfigMapping(FairleadConfig.class);
        ClientConfig client = read.clients().get("geo.api");
        assertThat(client.headers().toString()).doesNotContain("plant");
        assertThat(String.valueOf(client)).doesNotContain("plant");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfiguredSettings.of("geo.api", client))
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("fairlead.\"geo.api\".headers.\"X-Api-Key\"")
                        .message()
                        .doesNotContain("plant"));
    }
}
