package dev.catchwater.prices.deal;

import static dev.catchwater.prices.deal.WatchTest.at;
import static dev.catchwater.prices.deal.WatchTest.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.catchwater.prices.deal.Discount.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscountTest {

    @Test
    void aPriceRaisedBeforeItIsReducedIsNoReduction() {
        // 50 for months, 80 for five days, then "80, now 50": the lowest of the last 30 days was 50.
        Discount discount = Discount.of(new History(List.of(at(0, 50), at(60, 80), at(65, 50))), eur(80));
        assertThat(discount.claimed()).isEqualTo(37.5);
        assertThat(discount.real()).isEqualTo(0.0);
        assertThat(discount.verdict()).isEqualTo(Verdict.FALSE);
    }

    @Test
    void thePercentageIsMeasuredFromTheLowestOfThirtyDays() {
        Discount discount =
                Discount.of(new History(List.of(at(0, 100), at(40, 80), at(50, 100), at(60, 60))), eur(100));
        assertThat(discount.prior()).isEqualTo(eur(80));
        assertThat(discount.claimed()).isEqualTo(40.0);
        assertThat(discount.real()).isEqualTo(25.0);
        assertThat(discount.verdict()).isEqualTo(Verdict.OVERSTATED);
    }

    @Test
    void aTrueReductionHoldsAndLittleKnowledgeIsNoAccusation() {
        assertThat(Discount.of(new History(List.of(at(0, 100), at(40, 60))), eur(100))
                        .verdict())
                .isEqualTo(Verdict.HOLDS);
        assertThat(Discount.of(new History(List.of(at(0, 100), at(10, 60))), eur(100))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(Discount.of(new History(List.of(at(0, 100), at(40, 60))), null)
                        .verdict())
                .isEqualTo(Verdict.NO_CLAIM);
    }

    @Test
    void eachPriceWeighsAsLongAsItWasOffered() {
        History history = new History(List.of(at(0, 100), at(90, 10), at(91, 100)));
        Instant now = at(100, 0).from();
        Standing standing =
                Standing.of(history, eur(50), now, Duration.ofDays(100)).orElseThrow();
        assertThat(standing.dearer()).isEqualTo(0.99, within(1e-9));
        assertThat(standing.average().minor()).isEqualTo(9910);
        assertThat(standing.lowest()).isEqualTo(eur(10));
        assertThat(standing.known()).isEqualTo(Duration.ofDays(100));
    }
}
