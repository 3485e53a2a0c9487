package dev.catchwater.weather.source;

import static dev.catchwater.weather.source.Recorded.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Duration OTHERWISE = Duration.ofMinutes(7);

    @Test
    void sharedLifeGoesFirstAndAgeIsTakenOff() {
        assertThat(life("Cache-Control", "public, max-age=100, s-maxage=600", "Age", "200"))
                .hasSeconds(400);
        assertThat(life("Cache-Control", "max-age=100")).hasSeconds(100);
    }

    @Test
    void withoutWordsTheProvidersOwnCadenceHolds() {
        assertThat(life()).isEqualTo(OTHERWISE);
        assertThat(life("Expires", "0")).isEqualTo(OTHERWISE);
    }

    @Test
    void lifeIsBoundedBothWays() {
        assertThat(life("Cache-Control", "max-age=0")).hasSeconds(30);
        assertThat(life("Expires", "Fri, 06 Feb 2026 20:00:00 GMT")).hasSeconds(30);
        assertThat(life("Cache-Control", "max-age=999999999")).hasDays(1);
    }

    private static Duration life(String... headers) {
        Headers all = Headers.of(headers);
        return Duration.between(AT, Freshness.until(all, AT, OTHERWISE));
    }
}
