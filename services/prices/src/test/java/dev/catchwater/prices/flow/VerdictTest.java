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
import dev.catchwater.prices.host.Pace.Mode;
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
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {

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
    void anOrdinaryPageIsBelieved() {
        Verdict verdict = of(page(null), read(200, USUAL, Availability.IN_STOCK));
        assertThat(verdict.state()).isEqualTo(Page.State.OK);
        assertThat(verdict.reading()).isNotNull();
        assertThat(verdict.etag()).isEqualTo("\"1\"");
    }

    @Test
    void aTenfoldPriceIsBelievedOnlyTheSecondTime() {
        Verdict first = of(page(null), read(200, TENFOLD, Availability.IN_STOCK));
        assertThat(first.state()).isEqualTo(Page.State.DOUBTED);
        assertThat(first.reading()).isNull();
        assertThat(first.delay()).isEqualTo(Duration.ofMinutes(10));
        assertThat(first.pace().mode()).isEqualTo(Mode.SLOWED);
        // With its validators the second look would be a 304, and prove nothing.
        assertThat(first.etag()).isNull();
        Verdict second = of(page(first.doubted()), read(200, TENFOLD, Availability.IN_STOCK));
        assertThat(second.state()).isEqualTo(Page.State.OK);
        assertThat(second.reading()).isNotNull();
        Verdict other = of(page(first.doubted()), read(200, new Money(25_000, "EUR"), Availability.IN_STOCK));
        assertThat(other.state()).isEqualTo(Page.State.DOUBTED);
    }

    @Test
    void anOrderToWaitIsKeptWhateverElseCame() {
        Instant until = NOW.plus(Duration.ofHours(2));
        URI there = URI.create("https://www.shop.example/p/1");
        for (Seen seen : List.of(
                new Seen.Moved(there, true, null),
                new Seen.Unchanged(null, null, null),
                new Seen.Silent("it took too long", null),
                read(200, USUAL, Availability.IN_STOCK))) {
            Pace after = of(page(null), seen)
                    .ordered(until, Pace.Limits.DEFAULT, NOW)
                    .pace();
            assertThat(after.notBefore()).as("%s", seen).isAfterOrEqualTo(until);
            Pace patient = of(page(null), seen)
                    .ordered(NOW.plus(Duration.ofDays(40)), Pace.Limits.DEFAULT, NOW)
                    .pace();
            assertThat(patient.mode()).as("%s", seen).isEqualTo(Mode.QUARANTINED);
        }
    }

    @Test
    void aWallIsNeverReadAndItsValidatorsAreNotKept() {
        Answer.Page wall = new Answer.Page("h", 900, "<title>just a moment...", null, null, Availability.UNKNOWN);
        Answer answer = new Answer(403, Map.of("cf-mitigated", "challenge"), URL, URL, null, wall);
        Verdict verdict = of(page(null), new Seen.Refused(answer, null));
        assertThat(verdict.state()).isEqualTo(Page.State.REFUSED);
        assertThat(verdict.pace().mode()).isEqualTo(Mode.COOLING);
        assertThat(verdict.answered()).isNull();
        assertThat(verdict.note()).contains("403", "CHALLENGE");
    }

    @Test
    void anOrderToWaitIsKeptAndServerErrorsAreSilence() {
        Answer limited = new Answer(429, Map.of(), URL, URL, Duration.ofMinutes(7), null);
        assertThat(of(page(null), new Seen.Refused(limited, null)).pace().notBefore())
                .isAfterOrEqualTo(NOW.plus(Duration.ofMinutes(7)));
        Answer broken = new Answer(500, Map.of(), URL, URL, null, null);
        Verdict verdict = of(page(null), new Seen.Refused(broken, null));
        assertThat(verdict.pace().mode()).isEqualTo(Mode.COOLING);
        assertThat(verdict.pace().notBefore()).isAfter(NOW);
    }

    @Test
    void anOrderToWaitIsKeptWhateverTheStatusIsAndHoweverLong() {
        for (int status : new int[] {403, 404, 429, 451, 500, 502, 503}) {
            for (Duration wait : List.of(Duration.ofHours(1), Duration.ofDays(40))) {
                Answer answer = new Answer(status, Map.of("cf-mitigated", "challenge"), URL, URL, wait, null);
                Pace after = of(page(null), new Seen.Refused(answer, null)).pace();
                assertThat(after.notBefore()).as("%d", status).isAfterOrEqualTo(NOW.plus(wait));
                // Nobody would know of it otherwise, nor could say that it is enough.
                assertThat(after.mode() == Mode.QUARANTINED).as("%d", status).isEqualTo(wait.toDays() == 40);
            }
        }
        Verdict robots = of(page(null), new Seen.Waiting(Duration.ofHours(3), null));
        assertThat(robots.pace().notBefore()).isAfterOrEqualTo(NOW.plus(Duration.ofHours(3)));
    }

    @Test
    void whatIsGoneForGoodIsNeverAskedForAgain() {
        assertThat(of(page(null), new Seen.Refused(new Answer(410, Map.of(), URL, URL, null, null), null))
                        .ended())
                .isTrue();
        Verdict missing = of(page(null), new Seen.Refused(new Answer(404, Map.of(), URL, URL, null, null), null));
        assertThat(missing.ended()).isFalse();
        assertThat(missing.delay()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void whatRobotsForbidsCostsTheHostNothing() {
        Verdict verdict = of(page(null), new Seen.Forbidden(null));
        assertThat(verdict.state()).isEqualTo(Page.State.FORBIDDEN);
        assertThat(verdict.pace()).isEqualTo(pace());
    }

    @Test
    void aCrawlDelayIsKeptFromTheFirstRequestOn() {
        Verdict first = of(page(null), new Seen.Unchanged(null, null, Duration.ofSeconds(60)));
        assertThat(first.pace().rate()).isEqualTo(1.0 / 60);
        Verdict without = of(page(null), new Seen.Unchanged(null, null, null));
        assertThat(without.pace().rate()).isEqualTo(pace().rate());
    }

    @Test
    void aRedirectIsATurnOfItsOwnAndOnlyALastingOneIsRemembered() {
        URI there = URI.create("https://www.shop.example/p/1");
        Verdict once = of(page(null), new Seen.Moved(there, false, null));
        assertThat(once.state()).isEqualTo(Page.State.MOVED);
        assertThat(once.delay()).isZero();
        assertThat(once.way()).isEqualTo(new Page.Way(there, false, 1));
        Verdict read = of(page(null, once.way()), read(200, USUAL, Availability.IN_STOCK));
        assertThat(read.way()).isEqualTo(Page.Way.STRAIGHT);
        Verdict forGood = of(page(null), new Seen.Moved(there, true, null));
        Verdict kept = of(page(null, forGood.way()), read(200, USUAL, Availability.IN_STOCK));
        assertThat(kept.way()).isEqualTo(new Page.Way(there, true, 0));
        assertThat(of(page(null, kept.way()), new Seen.Refused(new Answer(404, Map.of(), URL, URL, null, null), null))
                        .way())
                .isEqualTo(Page.Way.STRAIGHT);
    }

    @Test
    void redirectsThatLeadRoundAndRoundEnd() {
        Page page = page(null);
        int followed = 0;
        for (Verdict verdict = of(page, new Seen.Moved(URL, true, null));
                verdict.state() == Page.State.MOVED && followed < 100;
                verdict = of(page, new Seen.Moved(URL, true, null))) {
            page = page(null, verdict.way());
            followed++;
        }
        assertThat(followed).isEqualTo(10);
    }

    @Test
    void aPageThatAsksNotToBeListedIsNotWrittenDown() {
        Verdict verdict = of(page(null), new Seen.Unlisted(null));
        assertThat(verdict.state()).isEqualTo(Page.State.FORBIDDEN);
        assertThat(verdict.reading()).isNull();
        assertThat(verdict.delay()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aCrawlDelayBoundsThePace() {
        Seen.Unchanged unchanged = new Seen.Unchanged(null, null, Duration.ofSeconds(30));
        Pace pace = new Pace(Mode.NORMAL, 1.0 / 30, 0, Double.POSITIVE_INFINITY, 19, 0, NOW);
        Turn turn = new Turn(pace, Habits.NONE, Map.of(), page(null), HOLD);
        Verdict verdict = Verdict.of(page(null), turn, unchanged, SETTINGS, NOW, new Random(1));
        assertThat(verdict.pace().rate()).isLessThanOrEqualTo(1.0 / 30);
    }

    @Test
    void aPageWithoutAPriceIsNotWrittenDown() {
        Turn fresh = new Turn(pace(), Habits.NONE, Map.of(), page(null), HOLD);
        Verdict verdict =
                Verdict.of(page(null), fresh, read(200, null, Availability.UNKNOWN), SETTINGS, NOW, new Random(1));
        assertThat(verdict.state()).isEqualTo(Page.State.NOTHING);
        assertThat(verdict.reading()).isNull();
    }

    @Test
    void whatASitemapNamesIsHandedOnAndItIsReadAgainTomorrow() {
        Verdict verdict = of(page(null), new Seen.Listed(List.of(URL), List.of(), null, null, null));
        assertThat(Objects.requireNonNull(verdict.found()).pages()).containsExactly(URL);
        assertThat(verdict.found().most()).isEqualTo(100);
        assertThat(verdict.delay()).isEqualTo(Duration.ofDays(1));
        assertThat(of(page(null), new Seen.Listed(List.of(), List.of(), null, null, null))
                        .state())
                .isEqualTo(Page.State.NOTHING);
    }

    private static Verdict of(Page page, Seen seen) {
        Habits habits = new Habits(0, List.of(), List.of(), USUAL);
        Turn turn = new Turn(pace(), habits, Map.of("", new Last(USUAL, Availability.IN_STOCK)), page, HOLD);
        return Verdict.of(page, turn, seen, SETTINGS, NOW, new Random(1));
    }

    private static Pace pace() {
        return Pace.start(Pace.Limits.DEFAULT, NOW);
    }

    private static Seen.Read read(int status, @Nullable Money price, Availability availability) {
        Quote quote = new Quote(price, null, null, null, false, availability, null, null, List.of());
        Reading reading = new Reading(new Listing("Kettle", null, List.of(), null, null, null), null, quote, "h");
        Answer.Page page = new Answer.Page("h", 40_000, "", null, price, availability);
        return new Seen.Read(reading, new Answer(status, Map.of(), URL, URL, null, page), "\"1\"", null, null);
    }

    private static Page page(@Nullable String doubted) {
        return page(doubted, Page.Way.STRAIGHT);
    }

    private static Page page(@Nullable String doubted, Page.Way way) {
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
                way);
    }
}
