package dev.catchwater.aggregator.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.aggregator.post.Platform;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
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
        assertThat(config.streaming().silence()).isEqualTo(Duration.ofSeconds(75));
        assertThat(config.guard().enabled()).isTrue();
        assertThat(config.guard().allow()).isEmpty();
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
                Map.entry("catchwater.aggregator.streaming.silence", "11s"),
                Map.entry("catchwater.aggregator.guard.enabled", "false"),
                Map.entry("catchwater.aggregator.guard.allow", "127.0.0.1:8090,127.0.0.1:8091"),
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
        assertThat(config.streaming().silence()).isEqualTo(Duration.ofSeconds(11));
        assertThat(config.guard().enabled()).isFalse();
        assertThat(config.guard().allow().orElseThrow()).hasSize(2);
        assertThat(config.mastodon().tokens().orElseThrow()).singleElement().satisfies(text -> {
            TokenText token = TokenText.of(text.value());
            assertThat(token.base()).isEqualTo("http://127.0.0.1:8090/m/x");
            assertThat(token.token().value()).isEqualTo("t0ken");
            assertThat(token.toString() + text).doesNotContain("t0ken");
        });
        assertThat(config.mastodon().firstPages()).isEqualTo(12);
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
