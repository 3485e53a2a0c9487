package dev.catchwater.aggregator.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.source.feed.FeedConnector;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.exchange.Bounds;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.quarkus.config.BuildSurroundings;
import dev.catchwater.fairlead.quarkus.config.ConfiguredSettings;
import dev.catchwater.fairlead.quarkus.config.FairleadConfig;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AggregatorConfigTest {

    @Test
    void defaultsAreThese() {
        AggregatorConfig config = read(Map.of());
        assertThat(config.node()).isEmpty();
        assertThat(config.nodeNumber()).isEmpty();
        assertThat(config.seedSources()).isEmpty();
        assertThat(config.maxSources()).isEqualTo(1000);
        assertThat(config.keepEvents()).isEqualTo(Duration.ofHours(24));
        assertThat(config.polling().initial()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.polling().min()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.polling().max()).isEqualTo(Duration.ofHours(1));
        assertThat(config.polling().maxBackoff()).isEqualTo(Duration.ofHours(24));
        assertThat(config.polling().tick()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.polling().atOnce()).isEqualTo(8);
        assertThat(config.polling().deadline()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.polling().verifyDeadline()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.polling().lease()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.streaming().check()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.mastodon().tokens()).isEmpty();
        assertThat(config.mastodon().firstPages()).isEqualTo(3);
    }

    @Test
    void keysAreThese() {
        AggregatorConfig config = read(Map.ofEntries(
                Map.entry("catchwater.aggregator.node", "a"),
                Map.entry("catchwater.aggregator.node-number", "7"),
                Map.entry(
                        "catchwater.aggregator.seed-sources",
                        "feed:https://a.example/f,mastodon:http://127.0.0.1:8090/m/x/public"),
                Map.entry("catchwater.aggregator.max-sources", "5"),
                Map.entry("catchwater.aggregator.keep-events", "1h"),
                Map.entry("catchwater.aggregator.polling.initial", "2s"),
                Map.entry("catchwater.aggregator.polling.min", "1s"),
                Map.entry("catchwater.aggregator.polling.max", "3s"),
                Map.entry("catchwater.aggregator.polling.max-backoff", "4s"),
                Map.entry("catchwater.aggregator.polling.tick", "5ms"),
                Map.entry("catchwater.aggregator.polling.at-once", "6"),
                Map.entry("catchwater.aggregator.polling.deadline", "7s"),
                Map.entry("catchwater.aggregator.polling.verify-deadline", "8s"),
                Map.entry("catchwater.aggregator.polling.lease", "9s"),
                Map.entry("catchwater.aggregator.streaming.check", "10s"),
                Map.entry("catchwater.aggregator.mastodon.tokens", "http://127.0.0.1:8090/m/x/=t0ken"),
                Map.entry("catchwater.aggregator.mastodon.first-pages", "12")));
        assertThat(config.node()).contains("a");
        assertThat(config.nodeNumber()).hasValue(7);
        assertThat(config.seedSources().orElseThrow())
                .extracting(seed -> seed.seed().platform())
                .containsExactly(Platform.FEED, Platform.MASTODON);
        assertThat(config.maxSources()).isEqualTo(5);
        assertThat(config.keepEvents()).isEqualTo(Duration.ofHours(1));
        assertThat(config.polling().maxBackoff()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.polling().tick()).isEqualTo(Duration.ofMillis(5));
        assertThat(config.polling().verifyDeadline()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.mastodon().tokens().orElseThrow()).singleElement().satisfies(text -> {
            TokenText token = TokenText.of(text.value());
            assertThat(token.base()).isEqualTo("http://127.0.0.1:8090/m/x");
            assertThat(token.token().value()).isEqualTo("t0ken");
            assertThat(token.toString() + text).doesNotContain("t0ken");
        });
        assertThat(config.mastodon().firstPages()).isEqualTo(12);
    }

    @Test
    void bothClientsAreGuardedAndWhatMayBePrivateIsNamedOnceForBoth() throws IOException {
        assertThat(clients(Map.of())).containsOnlyKeys("gather", "streams").allSatisfy((name, client) -> {
            assertThat(client.guard()).isEqualTo(GuardPolicy.PUBLIC_ONLY);
            assertThat(client.defaults().first("User-Agent")).hasValue("Catchwater-Aggregator/0.1 (feed reader)");
            assertThat(client.timeout()).isEqualTo(Duration.ofSeconds(30));
        });
        assertThat(clients(Map.of("fairlead.gather.guard.allow", "127.0.0.1:8090"))
                        .values())
                .allSatisfy(client -> assertThat(client.guard().allowed()).containsExactly("127.0.0.1:8090"));
    }

    @Test
    void noDeploymentGoesWithoutTheGuard() {
        Settings unguarded = Settings.named("gather").withGuard(GuardPolicy.OFF);
        assertThatThrownBy(() -> new AlwaysGuarded(LaunchMode.NORMAL).customize("gather", unguarded))
                .hasMessageContaining("fairlead.gather.guard.enabled");
        assertThat(new AlwaysGuarded(LaunchMode.TEST).customize("gather", unguarded))
                .isSameAs(unguarded);
    }

    @Test
    void oneClientReadsWhatIsBoundedAndTheOtherListensToMany() throws IOException {
        Map<String, Settings> clients = clients(Map.of());
        assertThat(clients.get("gather").bounds()).isEqualTo(Bounds.DEFAULT.withMaxBody(FeedConnector.MAX_BODY));
        assertThat(clients.get("gather").admission()).isEqualTo(AdmissionPolicy.DEFAULT);
        assertThat(clients.get("streams").bounds()).isEqualTo(Bounds.DEFAULT.withIdle(Duration.ofSeconds(75)));
        assertThat(clients.get("streams").admission()).isEqualTo(AdmissionPolicy.DEFAULT.withInFlight(500));
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

    @Test
    void anEmptyListOfSeedsPlantsNothing() {
        assertThat(read(Map.of("catchwater.aggregator.seed-sources", "")).seedSources())
                .isEmpty();
    }

    @Test
    void aMisspeltTokenIsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> TokenText.of("s3cret")).hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> SeedText.of("myspace:https://a.example")).hasMessageContaining("platform:url");
    }

    // What fails to convert is told with its value, and that goes into the log.
    @Test
    void oneMisspeltTokenDoesNotGiveTheOthersAway() {
        AggregatorConfig config =
                read(Map.of("catchwater.aggregator.mastodon.tokens", "https://a.example=s3cret,misspelt"));
        assertThat(config.mastodon().tokens().toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> Clients.tokens(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret")
                .hasMessageContaining("base-address=token");
    }

    private static AggregatorConfig read(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(AggregatorConfig.class)
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withDefaultValues(values)
                .build();
        return config.getConfigMapping(AggregatorConfig.class);
    }
}
