package dev.catchwater.weather.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlenderTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final Blender blender = new Blender(Family.NORMAL, Knobs.DEFAULT);

    @Test
    void whatIsAlwaysTooColdIsMadeWarmer() {
        Site site = after(40, Map.of("a", -3.0, "b", 1.0), 0);
        Blend blend = site.issue(blender, Map.of("a", 277.0, "b", 281.0), Tracks.none())
                .blend();
        assertThat(blend.corrected().get("a")).isCloseTo(280, within(0.5));
        assertThat(blend.corrected().get("b")).isCloseTo(280, within(0.5));
        assertThat(blend.centre()).isCloseTo(280, within(0.5));
    }

    @Test
    void aBiasThatEndedIsForgotten() {
        Site site = after(40, Map.of("a", -3.0), 0);
        Blender now = blender;
        Instant at = START.plus(Duration.ofDays(40));
        for (int day = 0; day < 40; day++) {
            Issued issued = site.issue(now, Map.of("a", 280.0), Tracks.none());
            site = site.learned(issued, 280, at.plus(Duration.ofDays(day)), Knobs.DEFAULT);
        }
        Blend blend = site.issue(now, Map.of("a", 280.0), Tracks.none()).blend();
        assertThat(blend.centre()).isCloseTo(280, within(0.3));
    }

    @Test
    void aPlaceWithoutAPastHasItsRegionsExperience() {
        Tracks region = after(40, Map.of("a", -3.0), 0).tracks();
        Blend blend = Site.none().issue(blender, Map.of("a", 277.0), region).blend();
        assertThat(blend.centre()).isCloseTo(279.7, within(0.4));
    }

    @Test
    void whoIsOftenWrongHasLittleToSay() {
        Site site = after(60, Map.of("good", 0.0, "fair", 0.0, "wild", 0.0), 8);
        Blend blend = site.issue(blender, Map.of("good", 280.0, "fair", 280.0, "wild", 300.0), Tracks.none())
                .blend();
        assertThat(blend.weights().get("wild")).isLessThan(0.1);
        assertThat(blend.weights().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void nobodyHasMoreThanThreeTimesAnEqualShare() {
        Map<String, Double> weights = Weights.of(Map.of("a", 1e6, "b", 2.0, "c", 1.0, "d", 1.0, "e", 1.0, "f", 1.0), 3);
        assertThat(weights.get("a")).isCloseTo(0.5, within(1e-9));
        assertThat(weights.get("b")).isCloseTo(0.5 * 2 / 6, within(1e-9));
        assertThat(weights.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void spreadIsThatOfOurErrorsAndNotThatOfTheMembers() {
        Site site = after(60, Map.of("a", 0.0, "b", 0.0), 0, 4);
        Blend blend = site.issue(blender, Map.of("a", 280.0, "b", 280.0), Tracks.none())
                .blend();
        assertThat(blend.spread()).isBetween(2.5, 6.0);
        assertThat(blend.quantiles()).isSorted();
    }

    @Test
    void whatIsRememberedDoesNotGrow() {
        Site month = after(60, Map.of("a", 0.0, "b", 0.0), 0, 2);
        Site years = after(800, Map.of("a", 0.0, "b", 0.0), 0, 2);
        assertThat(years.calibration().errors())
                .hasSize(Calibration.MOST)
                .hasSameSizeAs(month.calibration().errors());
        assertThat(years.tracks().members()).hasSameSizeAs(month.tracks().members());
        assertThat(years.tracks().of("a").weight()).isLessThan(15);
    }

    @Test
    void learningLooksOnlyAtWhatWasSaidThen() {
        Issued issued = Site.none().issue(blender, Map.of("a", 277.0), Tracks.none());
        Site site = Site.none().learned(issued, 280, START, Knobs.DEFAULT);
        assertThat(site.scores().get(Site.OURS).absolute()).isCloseTo(3, within(1e-9));
        assertThat(site.scores().get("a").absolute()).isCloseTo(3, within(1e-9));
        assertThat(site.scores()).containsKey(Site.MEAN).doesNotContainKey(Site.PERSISTENCE);
        Issued next = site.issue(blender, Map.of("a", 277.0), Tracks.none());
        assertThat(next.baselines()).containsEntry(Site.PERSISTENCE, 280.0).containsEntry(Site.BEST, 277.0);
    }

    @Test
    void calibrationWidensBandsThatAreTooNarrow() {
        Calibration calibration = Calibration.none();
        for (int i = 0; i < Calibration.MOST; i++) {
            calibration = calibration.learned(i % 2 == 0 ? 3 : -3);
        }
        assertThat(calibration.level(0.95)).isGreaterThan(0.97);
        assertThat(calibration.level(0.05)).isLessThan(0.03);
        assertThat(Calibration.none().level(0.9)).isEqualTo(0.9);
    }

    @Test
    void dryForecastersMakeADryForecast() {
        var rain = new Blender(Family.ZERO_OR_GAMMA, Knobs.DEFAULT);
        Blend dry = rain.blend(Map.of("a", 0.0, "b", 0.0), Double.NaN, Site.none(), Tracks.none());
        Blend wet = rain.blend(Map.of("a", 4.0, "b", 6.0), Double.NaN, Site.none(), Tracks.none());
        assertThat(dry.law().cdf(0)).isGreaterThan(0.9);
        assertThat(wet.law().cdf(0)).isLessThan(0.1);
        assertThat(dry.quantiles().getFirst()).isZero();
    }

    private Site after(int days, Map<String, Double> errors, double wildness) {
        return after(days, errors, wildness, 0);
    }

    /** A place where it is 280 K, give or take the weather, and everyone has made the same error for so many days. */
    private Site after(int days, Map<String, Double> errors, double wildness, double weather) {
        var dice = new Random(3);
        Site site = Site.none();
        for (int day = 0; day < days; day++) {
            var members = new HashMap<String, Double>();
            errors.forEach((name, error) ->
                    members.put(name, 280 + error + (name.equals("wild") ? wildness * dice.nextGaussian() : 0)));
            Issued issued = site.issue(blender, members, Tracks.none());
            double came = 280 + weather * dice.nextGaussian();
            site = site.learned(issued, came, START.plus(Duration.ofDays(day)), Knobs.DEFAULT);
        }
        return site;
    }
}
