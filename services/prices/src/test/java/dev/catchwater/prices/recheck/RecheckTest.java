package dev.catchwater.prices.recheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.catchwater.prices.recheck.Budget.Bounds;
import dev.catchwater.prices.recheck.Budget.Page;
import dev.catchwater.prices.recheck.ChangeRate.Prior;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecheckTest {

    /** So weak that it says nothing. */
    private static final Prior NOTHING = new Prior(1 + 1e-9, 1e-9);

    private static final Bounds WIDE = new Bounds(Duration.ofMillis(1), Duration.ofDays(100_000));

    @Test
    void theRateIsFoundFromLooksAtIrregularIntervals() {
        Random dice = new Random(3);
        for (double rate : new double[] {0.05, 0.5, 3}) {
            double found = 0;
            for (int page = 0; page < 200; page++) {
                found += ChangeRate.perDay(looks(dice, rate, 200), NOTHING);
            }
            assertThat(found / 200).isCloseTo(rate, within(rate * 0.05));
        }
    }

    @Test
    void forEqualIntervalsTheLikeliestRateIsTheKnownFormula() {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            looks.add(new Look(Duration.ofHours(12), i < 30));
        }
        double likeliest = -Math.log(70 / 100.0) / 0.5;
        assertThat(ChangeRate.perDay(looks, NOTHING)).isCloseTo(likeliest, within(1e-6));
        assertThat(ChangeRate.regular(100, 30, Duration.ofHours(12))).isCloseTo(likeliest, within(0.01));
    }

    @Test
    void aPageSeenOnceOrAlwaysChangedIsNeitherNeverNorInfinitelyDue() {
        List<Look> one = List.of(new Look(Duration.ofDays(1), false));
        List<Look> always = java.util.Collections.nCopies(20, new Look(Duration.ofHours(1), true));
        assertThat(ChangeRate.perDay(List.of(), Prior.USUAL)).isCloseTo(0.1, within(1e-6));
        assertThat(ChangeRate.perDay(one, Prior.USUAL)).isBetween(0.02, 0.1);
        assertThat(ChangeRate.perDay(always, Prior.USUAL)).isBetween(15.0, 200.0);
        assertThat(ChangeRate.regular(20, 20, Duration.ofHours(1))).isFinite();
        assertThat(ChangeRate.perDay(List.of(), Prior.likeliest(4))).isCloseTo(4, within(1e-6));
    }

    @Test
    void whatAHostsOtherPagesDoIsExpectedOfOneThatWasHardlySeen() {
        Random dice = new Random(11);
        for (double usual : new double[] {0.02, 2}) {
            double blind = 0;
            double taught = 0;
            List<List<Look>> others = new ArrayList<>();
            for (int page = 0; page < 100; page++) {
                others.add(looks(dice, usual * (0.3 + 1.4 * dice.nextDouble()), 20));
            }
            Prior learned = Prior.learned(others);
            for (int page = 0; page < 300; page++) {
                double rate = usual * (0.3 + 1.4 * dice.nextDouble());
                List<Look> few = looks(dice, rate, page % 4);
                blind += Math.abs(Math.log(ChangeRate.perDay(few, Prior.USUAL) / rate));
                taught += Math.abs(Math.log(ChangeRate.perDay(few, learned) / rate));
            }
            assertThat(taught).isLessThan(blind / 1.5);
        }
    }

    @Test
    void aHistoryOfItsOwnOutweighsTheHosts() {
        List<Look> busy = java.util.Collections.nCopies(30, new Look(Duration.ofHours(6), true));
        List<Look> calm = java.util.Collections.nCopies(30, new Look(Duration.ofDays(10), false));
        assertThat(ChangeRate.perDay(busy, Prior.learned(List.of(calm, calm)))).isGreaterThan(1);
        assertThat(ChangeRate.perDay(calm, Prior.learned(List.of(busy, busy)))).isLessThan(0.05);
        assertThat(Prior.learned(List.of(busy.subList(0, 20)))).isEqualTo(Prior.USUAL);
    }

    @Test
    void worthIsTheDerivativeOfFreshnessByLooks() {
        for (double rate : new double[] {0.01, 1, 30}) {
            for (double days : new double[] {0.01, 0.7, 9}) {
                double looks = 1 / days;
                double step = looks * 1e-5;
                double slope = (Worth.freshness(rate, 1 / (looks + step)) - Worth.freshness(rate, 1 / (looks - step)))
                        / (2 * step);
                assertThat(Worth.of(1, rate, days)).isCloseTo(slope, within(Math.abs(slope) * 1e-3 + 1e-9));
            }
        }
    }

    @Test
    void noOtherWayToDealOutTheBudgetKeepsMoreFresh() {
        Random dice = new Random(11);
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            pages.add(new Page(1, 0.01 * Math.pow(10_000, dice.nextDouble())));
        }
        double looks = 300;
        Budget best = Budget.of(pages, looks, WIDE);
        double[] intervals = pages.stream()
                .mapToDouble(page -> best.interval(page, WIDE).toMillis() / 86_400_000.0)
                .toArray();
        double ours = fresh(pages, intervals);
        assertThat(best.looks(pages, WIDE)).isCloseTo(looks, within(1.0));
        assertThat(ours).isGreaterThan(1.2 * fresh(pages, proportional(pages, looks)));
        assertThat(ours)
                .isGreaterThan(1.05
                        * fresh(
                                pages,
                                pages.stream().mapToDouble(p -> 300 / looks).toArray()));
        for (int i = 0; i < 2_000; i++) {
            assertThat(fresh(pages, nudged(intervals, dice))).isLessThanOrEqualTo(ours + 1e-6);
        }
    }

    @Test
    void pagesThatChangeAllTheTimeDropOutButAreLookedAtNowAndThen() {
        List<Page> pages = List.of(new Page(1, 0.2), new Page(1, 1_000));
        Budget budget = Budget.of(pages, 1, Bounds.USUAL);
        assertThat(budget.interval(pages.get(1), Bounds.USUAL)).isEqualTo(Duration.ofDays(14));
        assertThat(budget.interval(pages.get(0), Bounds.USUAL)).isLessThan(Duration.ofDays(2));
    }

    @Test
    void whatIsWatchedIsLookedAtMoreOften() {
        Page plain = new Page(1, 0.5);
        Page watched = new Page(10, 0.5);
        Budget budget = Budget.of(List.of(plain, watched), 2, Bounds.USUAL);
        assertThat(budget.interval(watched, Bounds.USUAL)).isLessThan(budget.interval(plain, Bounds.USUAL));
        Budget rich = Budget.of(List.of(plain), 1e9, Bounds.USUAL);
        assertThat(rich.interval(plain, Bounds.USUAL)).isEqualTo(Duration.ofMinutes(15));
    }

    // Takes looks from one page and gives them to another.
    private static double[] nudged(double[] intervals, Random dice) {
        double[] other = intervals.clone();
        int from = dice.nextInt(other.length);
        int to = dice.nextInt(other.length);
        double looks = 1 / other[from] * dice.nextDouble(0.5);
        if (from != to && 1 / other[from] > 1e-4) {
            other[from] = 1 / (1 / other[from] - looks);
            other[to] = 1 / (1 / other[to] + looks);
        }
        return other;
    }

    private static double[] proportional(List<Page> pages, double looks) {
        double all = pages.stream().mapToDouble(Page::perDay).sum();
        return pages.stream().mapToDouble(page -> all / page.perDay() / looks).toArray();
    }

    private static double fresh(List<Page> pages, double[] intervals) {
        double sum = 0;
        for (int i = 0; i < pages.size(); i++) {
            sum += Worth.freshness(pages.get(i).perDay(), intervals[i]);
        }
        return sum;
    }

    private static List<Look> looks(Random dice, double rate, int count) {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double days = (0.2 + dice.nextDouble()) / rate;
            boolean changed = dice.nextDouble() < -Math.expm1(-rate * days);
            looks.add(new Look(Duration.ofMillis((long) (days * 86_400_000)), changed));
        }
        return looks;
    }
}
