package dev.catchwater.prices.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final List<Rule> RULES = List.of(
            new Rule.Target(eur(60)),
            new Rule.Drop(5),
            new Rule.Drop(40),
            new Rule.AllTimeLow(),
            new Rule.BackInStock(),
            new Rule.LowestIn(MONTH),
            new Rule.LowestIn(Duration.ofDays(7)));

    @Test
    void everyRuleTellsExactlyWhenTheOracleSaysSo() {
        Random dice = new Random(20_260_101);
        int[] told = new int[RULES.size()];
        for (int round = 0; round < 4_000; round++) {
            List<PricePoint> points = points(dice, 1 + dice.nextInt(60));
            for (int r = 0; r < RULES.size(); r++) {
                List<Integer> expected = Oracle.tellsAt(RULES.get(r), points);
                assertThat(watched(RULES.get(r), points))
                        .as("%s over %s", RULES.get(r), points)
                        .isEqualTo(expected);
                told[r] += expected.size();
            }
        }
        assertThat(told).doesNotContain(0);
    }

    @Test
    void aTargetIsToldOnceAndAgainOnlyAfterThePriceWasAbove() {
        assertThat(watched(new Rule.Target(eur(60)), prices(70, 60, 59, 58, 61, 60)))
                .containsExactly(1, 5);
    }

    @Test
    void smallStepsDownAddUpToADrop() {
        assertThat(watched(new Rule.Drop(5), prices(100, 98, 96, 95, 94, 90, 120, 110)))
                .containsExactly(3, 5, 7);
    }

    @Test
    void thePriceThatHeldWhenTheWindowOpensCounts() {
        List<PricePoint> points = List.of(at(0, 50), at(20, 80), at(55, 60), at(90, 45));
        // On day 55 only 80 was written within the window's 30 days, and since day 20 nothing else held; on day 45 50
        // did.
        assertThat(watched(new Rule.LowestIn(MONTH), points)).containsExactly(2, 3);
        List<PricePoint> sooner = List.of(at(0, 50), at(20, 80), at(45, 60));
        assertThat(watched(new Rule.LowestIn(MONTH), sooner)).isEmpty();
    }

    @Test
    void lessThanAWindowOfKnowledgeProvesNoLowest() {
        assertThat(watched(new Rule.LowestIn(MONTH), List.of(at(0, 50), at(10, 40))))
                .isEmpty();
        assertThat(watched(new Rule.AllTimeLow(), List.of(at(0, 50), at(10, 40))))
                .containsExactly(1);
    }

    @Test
    void aThingThatCannotBeHadIsNoDeal() {
        PricePoint gone = new PricePoint(START.plus(Duration.ofDays(2)), eur(10), Availability.OUT_OF_STOCK);
        assertThat(watched(new Rule.AllTimeLow(), List.of(at(0, 50), gone))).isEmpty();
        assertThat(watched(new Rule.Target(eur(20)), List.of(at(0, 50), gone, at(3, 10))))
                .containsExactly(2);
    }

    @Test
    void anotherCurrencyIsNeitherLowerNorHigher() {
        PricePoint yen = new PricePoint(START.plus(Duration.ofDays(2)), new Money(10, "JPY"), Availability.IN_STOCK);
        for (Rule rule : RULES) {
            assertThat(watched(rule, List.of(at(0, 70), yen))).isEmpty();
        }
    }

    static List<Integer> watched(Rule rule, List<PricePoint> points) {
        Duration window = rule instanceof Rule.LowestIn(Duration days) ? days : MONTH;
        Watch watch = Watch.of(rule);
        List<Integer> told = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Past past = Past.of(new History(points.subList(0, i)), points.get(i), window);
            Watch.Step step = watch.next(points.get(i), past);
            watch = step.watch();
            if (step.alert().isPresent()) {
                told.add(i);
            }
        }
        return told;
    }

    static List<PricePoint> points(Random dice, int count) {
        List<PricePoint> points = new ArrayList<>();
        Instant at = START;
        for (int i = 0; i < count; i++) {
            at = at.plus(Duration.ofHours(1 + dice.nextInt(dice.nextBoolean() ? 48 : 1_000)));
            Money price = dice.nextInt(12) == 0 ? null : eur(40 + dice.nextInt(50));
            Availability[] all = Availability.values();
            points.add(new PricePoint(
                    at, price, dice.nextInt(3) > 0 ? Availability.IN_STOCK : all[dice.nextInt(all.length)]));
        }
        return points;
    }

    private static List<PricePoint> prices(int... euros) {
        List<PricePoint> points = new ArrayList<>();
        for (int i = 0; i < euros.length; i++) {
            points.add(at(i, euros[i]));
        }
        return points;
    }

    static PricePoint at(int day, int euros) {
        return new PricePoint(START.plus(Duration.ofDays(day)), eur(euros), Availability.IN_STOCK);
    }

    static Money eur(int euros) {
        return new Money(euros * 100L, "EUR");
    }
}
