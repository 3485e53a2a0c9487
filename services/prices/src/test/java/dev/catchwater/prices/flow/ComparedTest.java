package dev.catchwater.prices.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.Hold;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook.Last;
import dev.catchwater.prices.PageBook.Turn;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.Seen;
import dev.catchwater.prices.host.Answer;
import dev.catchwater.prices.host.Habits;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.host.Sign;
import dev.catchwater.prices.match.Listing;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.offer.Quote;
import dev.catchwater.prices.recheck.Budget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a page tells of all its things. */
class ComparedTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Hold HOLD = new Hold("https://shop.example", 1, 1, NOW.plusSeconds(60), false);
    private static final URI URL = URI.create("https://shop.example/p/1");
    private static final Money USUAL = new Money(1_999, "EUR");
    private static final Money TENFOLD = new Money(19_990, "EUR");
    private static final FlowSettings SETTINGS = new FlowSettings(
            Pace.Limits.DEFAULT,
            Budget.Bounds.USUAL,
            0.5,
            Duration.ofSeconds(15),
            Duration.ofMinutes(10),
            Duration.ofSeconds(45),
            100);

    @Test
    void anOddPriceOfAVariantThatIsNotShownIsBelievedWhenItIsSeenAgainToo() {
        Turn turn = turn(null, Map.of("a", last(USUAL), "b", last(USUAL)));
        Verdict first = of(turn, variants(USUAL, TENFOLD));
        assertThat(first.state()).isEqualTo(Page.State.DOUBTED);
        assertThat(first.signs()).containsExactly(Sign.PRICE_JUMP);
        assertThat(first.reading()).isNull();
        Turn again = turn(first.doubted(), turn.last());
        // What is not odd may change meanwhile: of many things some always do.
        assertThat(of(again, variants(new Money(2_600, "EUR"), TENFOLD)).reading())
                .isNotNull();
        assertThat(of(again, variants(USUAL, new Money(30_000, "EUR"))).state()).isEqualTo(Page.State.DOUBTED);
        assertThat(of(turn, variants(USUAL, null)).signs()).containsExactly(Sign.PRICE_VANISHED);
        // Nobody knows what is odd for a thing that is new.
        assertThat(of(turn(null, Map.of("a", last(USUAL))), variants(USUAL, TENFOLD))
                        .state())
                .isEqualTo(Page.State.OK);
    }

    @Test
    void aChangeOfAnyVariantIsAChangeOfThePage() {
        Turn turn = turn(null, Map.of("a", last(USUAL), "b", last(USUAL)));
        assertThat(Compared.of(turn, variants(USUAL, USUAL).reading()).changed())
                .isFalse();
        assertThat(Compared.of(turn, variants(USUAL, new Money(2_600, "EUR")).reading())
                        .changed())
                .isTrue();
        assertThat(Compared.of(
                                turn(null, Map.of("a", last(USUAL))),
                                variants(USUAL, USUAL).reading())
                        .changed())
                .isTrue();
        Map<String, Last> gone = Map.of("a", last(USUAL), "b", last(USUAL), "c", last(USUAL));
        assertThat(Compared.of(turn(null, gone), variants(USUAL, USUAL).reading())
                        .changed())
                .isTrue();
        Map<String, Last> longGone =
                Map.of("a", last(USUAL), "b", last(USUAL), "c", new Last(null, Availability.OUT_OF_STOCK));
        assertThat(Compared.of(turn(null, longGone), variants(USUAL, USUAL).reading())
                        .changed())
                .isFalse();
    }

    private static Last last(Money price) {
        return new Last(price, Availability.IN_STOCK);
    }

    private static Turn turn(@Nullable String doubted, Map<String, Last> last) {
        return new Turn(pace(), new Habits(0, List.of(), List.of(), USUAL), last, page(doubted), HOLD);
    }

    private static Verdict of(Turn turn, Seen seen) {
        return Verdict.of(turn.page(), turn, seen, SETTINGS, NOW, new Random(1));
    }

    private static Seen.Read variants(@Nullable Money shown, @Nullable Money other) {
        Reading reading = new Reading(List.of(thing("a", shown), thing("b", other)), "h", null);
        Answer.Page page = new Answer.Page("h", 40_000, "", null, shown, Availability.IN_STOCK);
        return new Seen.Read(reading, new Answer(200, Map.of(), URL, URL, null, page), "\"1\"", null, null);
    }

    private static Reading.Thing thing(String key, @Nullable Money price) {
        Quote quote = new Quote(price, null, null, null, false, Availability.IN_STOCK, null, null, List.of());
        return new Reading.Thing(
                key, new Listing("Kettle " + key, null, List.of(), null, null, key), null, null, quote);
    }

    private static Pace pace() {
        return Pace.start(Pace.Limits.DEFAULT, NOW);
    }

    private static Page page(@Nullable String doubted) {
        Page.Shop shop = new Page.Shop(1, "shop", URI.create("https://shop.example/"));
        return new Page(
                1,
                "https://shop.example",
                shop,
                URL,
                Page.Kind.PRODUCT,
                null,
                1,
                NOW,
                "",
                Page.State.OK,
                null,
                null,
                null,
                NOW,
                List.of(),
                doubted,
                Page.Way.STRAIGHT);
    }
}
