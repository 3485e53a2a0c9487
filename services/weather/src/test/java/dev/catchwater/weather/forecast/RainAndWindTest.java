package dev.catchwater.weather.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directions, probabilities and amounts, and what forecasters say about how sure they are. */
class RainAndWindTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"350,10,0", "10,350,0", "80,100,90", "170,190,180", "300,0,330"})
    void meanOfDirectionsIsThatOfTheirVectors(double one, double other, double mean) {
        Blend blend = new Blender(Family.DIRECTION, Knobs.DEFAULT)
                .blend(Map.of("a", one, "b", other), Double.NaN, Site.none(), Tracks.none());
        assertThat(Family.DIRECTION.residual(blend.centre(), mean)).isCloseTo(0, within(1e-9));
        assertThat(blend.centre()).isBetween(0.0, 360.0);
    }

    @Test
    void whoIsAlwaysTurnedIsTurnedBackAcrossNorth() {
        Knobs knobs = Knobs.DEFAULT.withFirstSpread(30);
        Blender blender = new Blender(Family.DIRECTION, knobs);
        Site site = Site.none();
        var dice = new Random(5);
        for (int day = 0; day < 40; day++) {
            double came = Math.floorMod(Math.round(5 + 8 * dice.nextGaussian()), 360);
            Issued issued = site.issue(blender, Map.of("a", (came + 330) % 360), Tracks.none());
            site = site.learned(issued, came, START.plus(Duration.ofDays(day)), knobs);
        }
        Issued issued = site.issue(blender, Map.of("a", 335.0), Tracks.none());
        assertThat(Family.DIRECTION.residual(issued.blend().centre(), 5)).isCloseTo(0, within(5.0));
        assertThat(issued.blend().spread()).isLessThan(15);
        assertThat(site.scores().get("a").mae()).isCloseTo(30, within(1e-6));
        assertThat(site.scores().get(Site.OURS).mae()).isLessThan(10);
    }

    @Test
    void probabilitiesAreScoredByBrierAndCorrected() {
        Knobs knobs = Knobs.DEFAULT.withFirstSpread(0.4);
        Blender blender = new Blender(Family.CHANCE, knobs);
        Site site = Site.none();
        var dice = new Random(9);
        for (int day = 0; day < 400; day++) {
            double truth = dice.nextDouble();
            double came = dice.nextDouble() < truth ? 1 : 0;
            // One knows, one guesses, one says a third too much.
            Map<String, Double> members =
                    Map.of("knows", truth, "guesses", dice.nextDouble(), "wet", Math.min(1, truth + 0.33));
            site = site.learned(
                    site.issue(blender, members, Tracks.none()), came, START.plus(Duration.ofDays(day)), knobs);
        }
        Map<String, Score> scores = site.scores();
        assertThat(scores.get(Site.OURS).meanCrps())
                .isLessThan(scores.get(Site.MEAN).meanCrps());
        assertThat(scores.get(Site.OURS).meanCrps())
                .isLessThan(scores.get("wet").meanCrps());
        // The Brier score of one who knows is the mean of p (1 − p), a sixth.
        assertThat(scores.get("knows").meanCrps()).isCloseTo(1.0 / 6, within(0.03));
        Blend blend = site.issue(blender, Map.of("knows", 0.5, "guesses", 0.5, "wet", 0.83), Tracks.none())
                .blend();
        assertThat(blend.centre()).isBetween(0.0, 1.0);
        assertThat(blend.quantiles()).containsOnly(blend.centre());
        assertThat(blend.corrected().get("wet")).isLessThan(0.75);
    }

    @Test
    void amountIsAnythingAtAllAsOftenAsItsProbabilitySays() {
        Blender blender = new Blender(Family.ZERO_OR_GAMMA, Knobs.DEFAULT.withFirstSpread(1));
        Map<String, Double> members = Map.of("a", 2.0, "b", 3.0);
        Law sure = blender.withChance(0.9)
                .blend(members, Double.NaN, Site.none(), Tracks.none())
                .law();
        Law unsure = blender.withChance(0.3)
                .blend(members, Double.NaN, Site.none(), Tracks.none())
                .law();
        assertThat(sure.cdf(0)).isCloseTo(0.1, within(1e-9));
        assertThat(unsure.cdf(0)).isCloseTo(0.7, within(1e-9));
        assertThat(unsure.quantile(0.5)).isZero();
    }

    @Test
    void drynessIsNotCorrectedIntoDrizzle() {
        Knobs knobs = Knobs.DEFAULT.withFirstSpread(1);
        Blender blender = new Blender(Family.ZERO_OR_GAMMA, knobs);
        Site site = Site.none();
        for (int day = 0; day < 30; day++) {
            Issued issued = site.issue(blender, Map.of("a", 0.0), Tracks.none());
            site = site.learned(issued, day % 5 == 0 ? 6 : 0, START.plus(Duration.ofDays(day)), knobs);
        }
        assertThat(site.issue(blender, Map.of("a", 0.0), Tracks.none()).blend().centre())
                .isZero();
    }

    @Test
    void daysThatForecastersSayAreSureAreToldNarrower() {
        Site site = told(new Random(3), true, Knobs.DEFAULT).site;
        Blender blender = new Blender(Family.NORMAL, Knobs.DEFAULT);
        double sure = site.issue(blender, Map.of("a", 280.0), Map.of("a", 0.5), Tracks.none())
                .blend()
                .spread();
        double unsure = site.issue(blender, Map.of("a", 280.0), Map.of("a", 4.0), Tracks.none())
                .blend()
                .spread();
        assertThat(unsure).isGreaterThan(1.5 * sure);
    }

    @Test
    void wordAboutSurenessImprovesTheScoreWhereItIsTrueAndCostsLittleWhereItIsNot() {
        Knobs deaf = new Knobs(10, 2, 3, 2.5, 0);
        assertThat(told(new Random(3), true, Knobs.DEFAULT).crps)
                .isLessThan(0.97 * told(new Random(3), true, deaf).crps);
        assertThat(told(new Random(3), false, Knobs.DEFAULT).crps)
                .isLessThan(1.03 * told(new Random(3), false, deaf).crps);
    }

    @Test
    void forecasterThatSaysHowSureItIsIsScoredByThat() {
        Score score = told(new Random(3), true, Knobs.DEFAULT).site.scores().get("a");
        assertThat(score.coverage()).isBetween(0.85, 0.95);
        assertThat(score.meanCrps()).isLessThan(score.mae());
    }

    @Test
    void withoutAnyPastTheSpreadIsTheOneThatIsTold() {
        Blender blender = new Blender(Family.NORMAL, Knobs.DEFAULT);
        Issued issued = Site.none().issue(blender, Map.of("a", 280.0), Map.of("a", 0.7), Tracks.none());
        assertThat(issued.blend().spread()).isCloseTo(0.7, within(1e-9));
    }

    private record Run(Site site, double crps) {}

    /** A year in which every other day is four times as uncertain, which one forecaster says, or says by chance. */
    private static Run told(Random dice, boolean isTrue, Knobs knobs) {
        Blender blender = new Blender(Family.NORMAL, knobs);
        Site site = Site.none();
        double crps = 0;
        for (int day = 0; day < 360; day++) {
            double deviation = day % 2 == 0 ? 1 : 4;
            double said = isTrue ? deviation : dice.nextBoolean() ? 1 : 4;
            Map<String, Double> spreads = new HashMap<>(Map.of("a", said));
            Issued issued = site.issue(blender, Map.of("a", 280.0), spreads, Tracks.none());
            double came = 280 + deviation * dice.nextGaussian();
            crps += issued.blend().law().crps(came);
            site = site.learned(issued, came, START.plus(Duration.ofDays(day)), knobs);
        }
        return new Run(site, crps);
    }
}
