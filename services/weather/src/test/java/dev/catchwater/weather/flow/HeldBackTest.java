package dev.catchwater.weather.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.source.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that orders a wait is asked about nothing meanwhile, wherever that is. */
class HeldBackTest {

    private static final Instant NOW = Instant.parse("2026-02-06T21:10:00Z");
    private static final Set<Product> ALL = Set.of(Product.CURRENT, Product.HOURLY);
    private final Board board = new Board(new Random(1));

    @Test
    void otherPlacesAndOtherProductsWaitAsWellAndAreToldWhy() {
        fail(Duration.ofHours(2));
        Instant within = NOW.plus(Duration.ofMinutes(119));
        assertThat(due("b", Provider.NWS, within)).isEmpty();
        assertThat(due("a", Provider.NWS, within)).isEmpty();
        assertThat(due("b", Provider.MET_NORWAY, within)).isEqualTo(ALL);
        Trouble told = board.of("b").troubles().get(Provider.NWS).get(Product.CURRENT);
        assertThat(told.next()).isEqualTo(NOW.plus(Duration.ofHours(2)));
        assertThat(told.failure()).isInstanceOf(ProviderFailure.Limited.class);
        assertThat(due("b", Provider.NWS, NOW.plus(Duration.ofMinutes(121)))).isEqualTo(ALL);
    }

    @Test
    void shorterWaitThatIsOrderedLaterEndsNoLongerOne() {
        fail(Duration.ofHours(2));
        fail(Duration.ofSeconds(5));
        assertThat(due("b", Provider.NWS, NOW.plus(Duration.ofMinutes(119)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 401, 403, 404, 429, 500, 502, 503, 504})
    void waitIsReadOfAnyStatus(int status) {
        assertThat(Failures.status(status, Headers.of("Retry-After", "7200"), null, NOW))
                .isEqualTo(new ProviderFailure.Limited(Duration.ofHours(2)));
    }

    private void fail(Duration wait) {
        board.fail("a", Provider.NWS, Set.of(Product.CURRENT), new ProviderFailure.Limited(wait), NOW);
    }

    private Set<Product> due(String place, Provider provider, Instant at) {
        return board.due(place, provider, ALL, at);
    }
}
