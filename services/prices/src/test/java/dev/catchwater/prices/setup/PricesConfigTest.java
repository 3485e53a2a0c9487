package dev.catchwater.prices.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.quarkus.config.BuildSurroundings;
import dev.catchwater.fairlead.quarkus.config.ConfiguredSettings;
import dev.catchwater.fairlead.quarkus.config.FairleadConfig;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.flow.FlowSettings;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.recheck.Budget;
import dev.catchwater.prices.source.ShopPages;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PricesConfigTest {

    @Test
    void defaultsAreThese() {
        PricesConfig config = read(Map.of());
        assertThat(config.maxPages()).isEqualTo(100_000);
        assertThat(config.keepEvents()).isEqualTo(Duration.ofHours(24));
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.keepPoints()).isEqualTo(Duration.ofDays(1_095));
        assertThat(config.keepAlerts()).isEqualTo(Duration.ofDays(365));
        assertThat(config.keepReviews()).isEqualTo(Duration.ofDays(365));
        assertThat(config.seedPages()).isEmpty();
        FlowSettings settings = new Wiring().settings(config);
        assertThat(settings.limits()).isEqualTo(Pace.Limits.DEFAULT);
        assertThat(settings.bounds()).isEqualTo(Budget.Bounds.USUAL);
        assertThat(settings.share()).isEqualTo(0.5);
        assertThat(settings.idle()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.again()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void keysAreThese() {
        PricesConfig config = read(Map.ofEntries(
                Map.entry("catchwater.prices.max-pages", "7"),
                Map.entry("catchwater.prices.keep-events", "1h"),
                Map.entry("catchwater.prices.heartbeat", "4s"),
                Map.entry("catchwater.prices.keep-points", "90d"),
                Map.entry("catchwater.prices.keep-alerts", "80d"),
                Map.entry("catchwater.prices.keep-reviews", "70d"),
                Map.entry(
                        "catchwater.prices.seed-pages",
                        "feed|https://a.example/f.xml|A|https://a.example/,product|https://b.example/p"),
                Map.entry("catchwater.prices.pace.start", "3"),
                Map.entry("catchwater.prices.pace.most", "2"),
                Map.entry("catchwater.prices.pace.first-wait", "1s"),
                Map.entry("catchwater.prices.pace.quarantine", "2s"),
                Map.entry("catchwater.prices.pace.longest", "3s"),
                Map.entry("catchwater.prices.pace.strikes", "4"),
                Map.entry("catchwater.prices.recheck.shortest", "5s"),
                Map.entry("catchwater.prices.recheck.longest", "6s"),
                Map.entry("catchwater.prices.recheck.again", "7s"),
                Map.entry("catchwater.prices.recheck.share", "0.25"),
                Map.entry("catchwater.prices.recheck.deadline", "8s"),
                Map.entry("catchwater.prices.recheck.idle", "9s")));
        assertThat(config.keepPoints()).isEqualTo(Duration.ofDays(90));
        assertThat(config.keepAlerts()).isEqualTo(Duration.ofDays(80));
        assertThat(config.keepReviews()).isEqualTo(Duration.ofDays(70));
        assertThat(config.seedPages().orElseThrow())
                .containsExactly(
                        new SeedPage(Page.Kind.FEED, "https://a.example/f.xml", "A", URI.create("https://a.example/")),
                        new SeedPage(Page.Kind.PRODUCT, "https://b.example/p", null, null));
        FlowSettings settings = new Wiring().settings(config);
        assertThat(settings.maxPages()).isEqualTo(7);
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(4));
        // The first rate is never above the highest.
        assertThat(settings.limits())
                .isEqualTo(new Pace.Limits(
                        2, 2, 1.0 / 600, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 4));
        assertThat(settings.bounds()).isEqualTo(new Budget.Bounds(Duration.ofSeconds(5), Duration.ofSeconds(6)));
        assertThat(settings.share()).isEqualTo(0.25);
        assertThat(settings.again()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.idle()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void theClientIsGuardedBoundedAndSaysWhoItIs() throws IOException {
        Settings client = client("shops");
        assertThat(client.guard()).isEqualTo(GuardPolicy.PUBLIC_ONLY);
        assertThat(client.bounds().maxBodyBytes()).isEqualTo(ShopPages.MAX_BODY);
        assertThat(client.defaults().first("User-Agent").orElseThrow()).startsWith(Clients.TOKEN + "/");
        // RFC 9309 §2.3.1.2: five redirects at least are followed to a robots.txt.
        // Another attempt would be a request that the host's pace knows nothing of.
        assertThat(client.retries().maxAttempts()).isEqualTo(1);
        assertThat(client.redirects().maxHops()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void noDeploymentGoesWithoutTheGuard() {
        Settings unguarded = Settings.named("shops").withGuard(GuardPolicy.OFF);
        assertThatThrownBy(() -> new AlwaysGuarded(LaunchMode.NORMAL).customize("shops", unguarded))
                .hasMessageContaining("fairlead.shops.guard.enabled");
    }

    @Test
    void alertsGoThroughAClientThatIsGuardedAsWell() throws IOException {
        assertThat(client("hooks").guard()).isEqualTo(GuardPolicy.PUBLIC_ONLY);
        assertThat(client("hooks").retries().maxAttempts()).isEqualTo(1);
    }

    private static Settings client(String name) throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(
                        Path.of("src/main/resources/application.properties")
                                .toUri()
                                .toURL(),
                        100))
                .withMapping(FairleadConfig.class)
                .withValidateUnknown(false)
                .build();
        return config.getConfigMapping(FairleadConfig.class).clients().entrySet().stream()
                .filter(client -> client.getKey().equals(name))
                .map(client -> ConfiguredSettings.of(client.getKey(), client.getValue(), new BuildSurroundings(false)))
                .findFirst()
                .orElseThrow();
    }

    private static PricesConfig read(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(PricesConfig.class)
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withDefaultValues(values)
                .build();
        return config.getConfigMapping(PricesConfig.class);
    }
}
