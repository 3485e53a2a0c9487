package dev.catchwater.weather.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How good the blend is, on recorded forecasts that it was not tuned to. */
class SrftTest {

    @Test
    void blendIsAsGoodAsWeSay() throws IOException {
        List<Srft.Verdict> verdicts = Srft.load(UnaryOperator.identity()).run(Knobs.DEFAULT);
        Score ours = ours(verdicts);
        Score mean = baseline(verdicts, Site.MEAN);
        assertThat(ours.count()).isEqualTo(18_387);
        assertThat(ours.rmse()).isLessThan(2.7285);
        assertThat(ours.meanCrps()).isLessThan(1.4795);
        assertThat(mean.rmse()).isBetween(3.37, 3.38);
        assertThat(ours.coverage()).isBetween(0.87, 0.93);
    }

    @Test
    void quantilesHoldAsOftenAsTheySayWithinFourPoints() throws IOException {
        List<Srft.Verdict> verdicts = Srft.load(UnaryOperator.identity()).run(Knobs.DEFAULT);
        for (int i = 0; i < Blend.LEVELS.size(); i++) {
            int level = i;
            double held = verdicts.stream()
                    .mapToDouble(v ->
                            v.row().observed() <= v.issued().blend().quantiles().get(level) ? 1 : 0)
                    .average()
                    .orElseThrow();
            assertThat(held).isBetween(Blend.LEVELS.get(i) - 0.04, Blend.LEVELS.get(i) + 0.04);
        }
    }

    @Test
    void blendBeatsThePlainMeanBeyondChance() throws IOException {
        List<Srft.Verdict> verdicts = Srft.load(UnaryOperator.identity()).run(Knobs.DEFAULT);
        double[] differences = byDate(
                verdicts,
                v -> square(v.row().observed() - v.issued().blend().centre())
                        - square(v.row().observed() - v.issued().baselines().get(Site.MEAN)));
        assertThat(Verification.dieboldMariano(differences, 2)).isLessThan(-4);
    }

    @Test
    void aSpoiledForecasterSpoilsTheMeanAndNotTheBlend() throws IOException {
        var dice = new Random(7);
        List<Srft.Verdict> verdicts = Srft.load(row -> {
                    Map<String, Double> members = new HashMap<>(row.members());
                    members.merge("GFS", 12 * dice.nextGaussian() + 9, Double::sum);
                    return new Srft.Row(row.date(), row.station(), members, row.observed());
                })
                .run(Knobs.DEFAULT);
        assertThat(ours(verdicts).rmse()).isLessThan(2.80);
        assertThat(ours(verdicts).meanCrps()).isLessThan(1.55);
        assertThat(baseline(verdicts, Site.MEAN).rmse()).isGreaterThan(3.5);
        double share = verdicts.stream()
                .mapToDouble(v -> v.issued().blend().weights().get("GFS"))
                .average()
                .orElseThrow();
        assertThat(share).isLessThan(0.03);
    }

    private static Score ours(List<Srft.Verdict> verdicts) {
        Score score = Score.NONE;
        for (Srft.Verdict v : verdicts) {
            Blend blend = v.issued().blend();
            double came = v.row().observed();
            score = score.plus(came - blend.centre(), blend.law().crps(came), blend.covers(came));
        }
        return score;
    }

    private static Score baseline(List<Srft.Verdict> verdicts, String name) {
        Score score = Score.NONE;
        for (Srft.Verdict v : verdicts) {
            Double value = v.issued().baselines().get(name);
            if (value != null) {
                double error = v.row().observed() - value;
                score = score.plus(error, Math.abs(error), false);
            }
        }
        return score;
    }

    private static double[] byDate(List<Srft.Verdict> verdicts, ToDoubleFunction<Srft.Verdict> loss) {
        Map<LocalDate, double[]> sums = new TreeMap<>();
        verdicts.forEach(v -> {
            double[] sum = sums.computeIfAbsent(v.row().date(), date -> new double[2]);
            sum[0] += loss.applyAsDouble(v);
            sum[1]++;
        });
        return sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
    }

    private static double square(double value) {
        return value * value;
    }
}
