package dev.catchwater.prices;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The judge of crash tests sees what it is there to see: two crawlers that do not know of each other, and one too fast. */
class MannersTest {

    private static final Duration GAP = Duration.ofMillis(500);
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Test
    void oneCrawlerAtItsPaceIsFoundWellBehavedThoughRequestsAreLate() {
        var dice = new SplittableRandom(1);
        List<Long> came = every(500, 200).stream()
                .map(at -> at + dice.nextLong(900))
                .sorted()
                .toList();
        assertThatCode(() -> judge(came)).doesNotThrowAnyException();
    }

    @Test
    void twoCrawlersEachAtThePaceAreFoundOut() {
        List<Long> both = new ArrayList<>(every(500, 20));
        every(500, 20).forEach(at -> both.add(at + 250));
        both.sort(Long::compare);
        assertThatThrownBy(() -> judge(both)).isInstanceOf(AssertionError.class);
    }

    @Test
    void paceThatIsForgottenWhenAProcessDiesIsFoundOut() {
        // Each new life begins at once, and not after the pause of the one before: three in a row suffice.
        List<Long> lives = new ArrayList<>(every(500, 10));
        for (int life = 1; life <= 3; life++) {
            lives.add(lives.getLast() + 20);
        }
        assertThatThrownBy(() -> judge(lives)).isInstanceOf(AssertionError.class);
    }

    @Test
    void paceOfOneTenthTooFastIsFoundOut() {
        assertThatThrownBy(() -> judge(every(450, 40))).isInstanceOf(AssertionError.class);
        assertThatCode(() -> judge(every(500, 40))).doesNotThrowAnyException();
    }

    @Test
    void requestWithinAnOrderedWaitIsFoundOut() {
        Duration wait = Duration.ofSeconds(3);
        List<Instant> orders = List.of(NOW);
        assertThatCode(() -> Manners.keepOrders(List.of(NOW, NOW.plusSeconds(3)), orders, wait))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Manners.keepOrders(List.of(NOW, NOW.plusMillis(2_999)), orders, wait))
                .isInstanceOf(AssertionError.class);
    }

    private static void judge(List<Long> came) {
        Manners.areAtPace(came, GAP, LATE);
    }

    private static List<Long> every(long millis, int times) {
        return LongStream.range(0, times).mapToObj(i -> i * millis).toList();
    }
}
