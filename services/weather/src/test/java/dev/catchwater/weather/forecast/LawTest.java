package dev.catchwater.weather.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LawTest {

    @Test
    void crpsOfANormalLawAtItsMeanIsKnownInClosedForm() {
        assertThat(new Law.Normal(3, 2).crps(3)).isCloseTo(2 * 0.2336950, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void closedFormsAgreeWithTheSumOverQuantiles(Law law) {
        for (double observed : new double[] {0, 0.4, 3, 9}) {
            assertThat(law.crps(observed)).isCloseTo(new Summed(law).crps(observed), within(0.01));
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void quantilesAndProbabilitiesAreEachOthersInverse(Law law) {
        for (double level : new double[] {0.75, 0.9, 0.99}) {
            assertThat(law.cdf(law.quantile(level))).isCloseTo(level, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theMeanIsThatOfTheQuantiles(Law law) {
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += law.quantile((i + 0.5) / 20_000);
        }
        assertThat(sum / 20_000).isCloseTo(law.mean(), within(0.005));
    }

    static List<Law> laws() {
        return List.of(
                new Law.Normal(2, 1.5),
                new Law.TruncatedNormal(2, 3),
                new Law.TruncatedNormal(-1, 2),
                new Law.ZeroOrGamma(0.6, 1.2, 2.5));
    }

    @Test
    void windIsNeverBelowZero() {
        var law = new Law.TruncatedNormal(0.5, 4);
        assertThat(law.quantile(0.001)).isGreaterThanOrEqualTo(0);
        assertThat(law.cdf(-0.1)).isZero();
    }

    @Test
    void dryIsAsLikelyAsItSays() {
        var law = new Law.ZeroOrGamma(0.6, 1.2, 2.5);
        assertThat(law.quantile(0.6)).isZero();
        assertThat(law.quantile(0.61)).isPositive();
        assertThat(law.cdf(0)).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void ensembleScoresAreThoseOfTheirDefinitions() {
        double[] members = {1, 3};
        // |1−2|, |3−2| → 1; the pair differs by 2, counted twice.
        assertThat(Verification.ensembleCrps(members, 2)).isCloseTo(1 - 4.0 / 8, within(1e-12));
        assertThat(Verification.fairCrps(members, 2)).isCloseTo(1 - 4.0 / 4, within(1e-12));
        assertThat(Verification.ensembleCrps(new double[] {5}, 2)).isEqualTo(3);
    }

    @Test
    void brierScoreIsTheSumOfItsParts() {
        double[] said = {0.1, 0.1, 0.1, 0.1, 0.8, 0.8, 0.8, 0.5, 0.5, 0.5};
        boolean[] came = {false, false, true, false, true, true, false, true, false, false};
        Verification.Brier brier = Verification.brier(said, came);
        assertThat(brier.reliability() - brier.resolution() + brier.uncertainty())
                .isCloseTo(brier.score(), within(1e-12));
        assertThat(brier.uncertainty()).isCloseTo(0.24, within(1e-12));
    }

    @Test
    void dieboldMarianoIsTheMeanOverItsStandardError() {
        double[] restless = {1, -1, 1, -1, 3, -1, 1, -1, 1, 1};
        assertThat(Verification.dieboldMariano(restless, 1)).isCloseTo(0.4 / Math.sqrt(0.164), within(1e-9));
        // Its neighbours cancel more than there is: then they are left out.
        assertThat(Verification.dieboldMariano(restless, 2)).isCloseTo(0.4 / Math.sqrt(0.164), within(1e-9));
        // Variance 1, covariance of neighbours (1 − 1 + 1) / 4.
        assertThat(Verification.dieboldMariano(new double[] {2, 2, 0, 0}, 2))
                .isCloseTo(1 / Math.sqrt(1.5 / 4), within(1e-9));
    }

    /** The same law without its closed form. */
    private record Summed(Law law) {
        double crps(double observed) {
            double sum = 0;
            for (int i = 0; i < 4_000; i++) {
                double level = (i + 0.5) / 4_000;
                double quantile = law.quantile(level);
                sum += (observed < quantile ? 1 - level : -level) * (quantile - observed);
            }
            return 2 * sum / 4_000;
        }
    }
}
