package dev.catchwater.prices.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignsTest {

    private static final URI PAGE = URI.create("https://shop.example/p/4711");
    private static final Money PRICE = new Money(1999, "EUR");

    @Test
    void anOrdinaryPageShowsNothing() {
        assertThat(Signs.of(page(PRICE, Availability.IN_STOCK, "<title>kettle", 40_000), habits(PRICE)))
                .isEmpty();
    }

    @Test
    void statusesSayHowWelcomeWeAre() {
        assertThat(Signs.of(bare(429, null, Map.of()), Habits.NONE)).containsExactly(Sign.LIMITED);
        assertThat(Signs.of(bare(503, Duration.ofMinutes(1), Map.of()), Habits.NONE))
                .containsExactly(Sign.LIMITED);
        assertThat(Signs.of(bare(503, null, Map.of()), Habits.NONE)).isEmpty();
        for (int status : new int[] {401, 403, 451}) {
            assertThat(Signs.of(bare(status, null, Map.of()), Habits.NONE)).containsExactly(Sign.REFUSED);
        }
    }

    @Test
    void challengesAreKnownByHeadersAndMarkers() {
        assertThat(Signs.of(bare(200, null, Map.of("cf-mitigated", "challenge")), Habits.NONE))
                .containsExactly(Sign.CHALLENGE);
        assertThat(Signs.of(bare(202, null, Map.of("x-amzn-waf-action", "challenge")), Habits.NONE))
                .containsExactly(Sign.CHALLENGE);
        assertThat(Signs.of(page(null, Availability.UNKNOWN, "just a moment...", 40_000), Habits.NONE))
                .contains(Sign.CHALLENGE);
        assertThat(Signs.of(page(PRICE, Availability.IN_STOCK, "js.datadome.co/tags.js", 40_000), Habits.NONE))
                .isEmpty();
    }

    @Test
    void beingSentToSignInOrHomeIsSeen() {
        assertThat(Signs.of(redirected("https://shop.example/account/login?next=1"), Habits.NONE))
                .containsExactly(Sign.LOGIN);
        assertThat(Signs.of(redirected("https://shop.example/"), Habits.NONE)).containsExactly(Sign.SENT_HOME);
        assertThat(Signs.of(redirected("https://shop.example/p/4711-kettle"), Habits.NONE))
                .isEmpty();
    }

    @Test
    void theSameBytesUnderThirdAddressAreNoProductPage() {
        Habits same = new Habits(0, List.of("h", "h"), List.of(), null);
        assertThat(Signs.of(page(PRICE, Availability.IN_STOCK, "", 40_000), same))
                .containsExactly(Sign.SAME_BODY);
        assertThat(Signs.of(
                        page(PRICE, Availability.IN_STOCK, "", 40_000), new Habits(0, List.of("h"), List.of(), null)))
                .isEmpty();
    }

    @Test
    void aPriceThatVanishedOrJumpedIsDoubted() {
        assertThat(Signs.of(page(null, Availability.IN_STOCK, "", 40_000), habits(PRICE)))
                .containsExactly(Sign.PRICE_VANISHED);
        assertThat(Signs.of(page(null, Availability.OUT_OF_STOCK, "", 40_000), habits(PRICE)))
                .isEmpty();
        assertThat(Signs.of(page(new Money(19_990, "EUR"), Availability.IN_STOCK, "", 40_000), habits(PRICE)))
                .containsExactly(Sign.PRICE_JUMP);
        assertThat(Signs.of(page(new Money(199, "EUR"), Availability.IN_STOCK, "", 40_000), habits(PRICE)))
                .containsExactly(Sign.PRICE_JUMP);
        assertThat(Signs.of(page(new Money(999, "EUR"), Availability.IN_STOCK, "", 40_000), habits(PRICE)))
                .isEmpty();
    }

    @Test
    void onePriceEverywhereSmallPagesAndFalseCanonicalsAreDoubted() {
        Habits one = new Habits(40_000, List.of(), Collections.nCopies(8, PRICE), null);
        assertThat(Signs.of(page(PRICE, Availability.IN_STOCK, "", 40_000), one))
                .containsExactly(Sign.ONE_PRICE);
        assertThat(Signs.of(page(new Money(1_998, "EUR"), Availability.IN_STOCK, "", 4_000), habits(PRICE)))
                .containsExactly(Sign.TOO_SMALL);
        Habits believed = new Habits(40_000, List.of(), Collections.nCopies(8, PRICE), PRICE);
        assertThat(Signs.of(page(PRICE, Availability.IN_STOCK, "", 4_000), believed))
                .isEmpty();
        Answer.Page home =
                new Answer.Page("h", 40_000, "", URI.create("https://shop.example/"), PRICE, Availability.IN_STOCK);
        assertThat(Signs.of(new Answer(200, Map.of(), PAGE, PAGE, null, home), Habits.NONE))
                .containsExactly(Sign.OTHER_CANONICAL);
    }

    private static Habits habits(Money last) {
        return new Habits(40_000, List.of("a", "b"), List.of(new Money(1, "EUR")), last);
    }

    private static Answer bare(int status, @Nullable Duration retryAfter, Map<String, String> headers) {
        return new Answer(status, headers, PAGE, PAGE, retryAfter, null);
    }

    private static Answer redirected(String to) {
        return new Answer(200, Map.of(), PAGE, URI.create(to), null, null);
    }

    private static Answer page(@Nullable Money price, Availability availability, String markers, int size) {
        return new Answer(
                200, Map.of(), PAGE, PAGE, null, new Answer.Page("h", size, markers, PAGE, price, availability));
    }
}
