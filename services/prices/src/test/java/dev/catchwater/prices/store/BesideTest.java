package dev.catchwater.prices.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.SandboxResource;
import dev.catchwater.prices.host.Pace;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Requests to where a robots.txt leads. */
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class BesideTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Inject
    PageBook book;

    @Test
    void aHostIsAskedBesideItsTurnsAtItsPaceAlone() {
        assertThat(ask(NOW)).isTrue();
        assertThat(ask(NOW.plusSeconds(4))).isFalse();
        assertThat(ask(NOW.plusSeconds(5))).isTrue();
    }

    // One request each five seconds, to begin with.
    private boolean ask(Instant now) {
        URI there = URI.create("https://beside.example/robots.txt");
        return book.askingBeside(there, Pace.start(Pace.Limits.DEFAULT, now), now)
                .await()
                .atMost(PATIENCE);
    }
}
