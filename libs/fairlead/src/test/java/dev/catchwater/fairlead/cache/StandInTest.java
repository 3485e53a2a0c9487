package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.NOW;
import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.at;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 §4.2.4: stale use by a cache whose origin gives no answer. */
class StandInTest {
    private static final String CC = "Cache-Control";
    private static final CacheRules LENIENT =
            new CacheRules(CachePolicy.SHARED.withStaleWhileDisconnected(Duration.ofSeconds(60)));

    private static StoredResponse with(String control) {
        return stored(200, CC, control, "ETag", "\"1\"");
    }

    @Test
    void whatWasFreshStandsInForNoAnswerAndNotForAnError() {
        StoredResponse stored = with("max-age=5");
        assertThat(LENIENT.mayStandIn(get(), stored, NOW.plusSeconds(65))).isTrue();
        assertThat(LENIENT.mayStandIn(get(), stored, NOW.plusSeconds(66))).isFalse();
        assertThat(LENIENT.mayStandInForError(get(), stored, NOW.plusSeconds(6)))
                .isFalse();
        assertThat(SHARED.mayStandIn(get(), stored, NOW.plusSeconds(6))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age=5, must-revalidate",
                "max-age=5, proxy-revalidate",
                "s-maxage=5",
                "max-age=5, no-cache",
                "max-age=5, stale-if-error=0"
            })
    void whatForbidsItOrLimitsItIsHeeded(String control) {
        assertThat(LENIENT.mayStandIn(get(), with(control), NOW.plusSeconds(6))).isFalse();
    }

    @Test
    void theRequestMayForbidItAndSoDoesAnInvalidation() {
        StoredResponse stored = with("max-age=5");
        assertThat(LENIENT.mayStandIn(get(CC, "no-cache"), stored, NOW.plusSeconds(6)))
                .isFalse();
        assertThat(LENIENT.mayStandIn(get(), stored.invalidated(), NOW.plusSeconds(6)))
                .isFalse();
    }

    @Test
    void whatNeverWasFreshIsNotKeptForIt() {
        assertThat(LENIENT.storing(get(), at(NOW, 200, CC, "max-age=0"))).isInstanceOf(Storing.Skip.class);
        assertThat(LENIENT.mayStandIn(get(), with("max-age=0"), NOW.plusSeconds(1)))
                .isFalse();
        assertThat(LENIENT.usable(with("max-age=5"), NOW)).isEqualTo(Duration.ofSeconds(65));
    }
}
