package dev.catchwater.trading.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.trading.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The published cases of empyrical, each number; and a year-long series beside numbers computed elsewhere. */
class EmpyricalTest {

    /** Calendar weeks and months of dated returns: we count periods, and whoever has dates groups them before. */
    private static final Set<String> NOT_OURS = Set.of("test_aggregate_returns");

    private final JsonNode vectors = Recorded.json("analytics/empyrical_expected.json");

    @Test
    void allPublishedCasesComeOut() {
        int compared = 0;
        var wrong = new ArrayList<String>();
        for (var each : vectors.get("cases")) {
            var test = each.get("test").asText();
            if (!NOT_OURS.contains(test)) {
                compared++;
                wrong.addAll(compare(test, each));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isEqualTo(131);
    }

    @Test
    void bitcoinsDaysHaveTheReferenceNumbers() {
        var reference = Recorded.json("analytics/reference_btc_daily.json");
        var returns = daily();
        assertThat(returns).hasSize(reference.get("n").asInt());
        same(reference, "total_return", Performance.totalReturn(returns));
        same(reference, "cagr_by_count", Performance.annualReturn(returns, 365));
        same(reference, "vol_ann", Performance.volatility(returns, 365));
        same(reference, "sharpe", Performance.sharpe(returns, 0, 365));
        same(reference, "downside_dev_ann", Performance.downsideRisk(returns, 0, 365));
        same(reference, "sortino", Performance.sortino(returns, 0, 365));
        same(reference, "max_drawdown", Performance.maxDrawdown(returns));
        same(reference, "calmar", Performance.calmar(returns, 365));
        same(reference, "longest_underwater_periods", Performance.longestUnderwater(returns));
        same(reference, "ulcer_index_percent", Performance.ulcer(returns));
        same(reference, "martin_ratio", Performance.martin(returns, 365));
        same(reference, "var95_historical_linear", Performance.valueAtRisk(returns, 0.05));
        same(reference, "cvar95_mean_of_returns_le_var", Performance.expectedShortfall(returns, 0.05));
        same(reference, "skew_population", Samples.skew(returns));
        same(reference, "excess_kurtosis_population", Samples.excessKurtosis(returns));
        same(reference, "omega_0", Performance.omega(returns, 0, 0, 365));
        same(reference, "tail_ratio", Performance.tailRatio(returns));
    }

    @Test
    void drawdownThatHasNotEndedCounts() {
        // The published durations are those of drawdowns 0, 1, 7, 0, 4, 0, 0: two periods and one below the peak.
        var returns = new double[] {0, -0.01, -0.06, 0.08, -0.04, 0.05, 0};
        assertThat(Performance.longestUnderwater(returns)).isEqualTo(2);
        assertThat(Performance.longestUnderwater(new double[] {0.1, -0.1, 0.01, 0.01}))
                .isEqualTo(3);
    }

    @Test
    void statisticsOfTradesAreThoseOfTheDefinitions() {
        var trades = TradeStatistics.of(new double[] {100, -50, 200, -100, 50});
        assertThat(trades.winRate()).isEqualTo(0.6);
        assertThat(trades.profitFactor()).isEqualTo(350.0 / 150);
        assertThat(trades.expectancy()).isEqualTo(40);
        assertThat(trades.kelly()).isCloseTo(0.6 - 0.4 / (350.0 / 3 / 75), org.assertj.core.data.Offset.offset(1e-12));
        assertThat(TradeStatistics.of(new double[] {100}).profitFactor())
                .as("no loss")
                .isNaN();
    }

    private List<String> compare(String test, JsonNode each) {
        var args = each.get("args");
        int decimals = args.has("decimal_places")
                ? args.get("decimal_places").asInt()
                : each.path("decimals").asInt(6);
        // The source tells some numbers with few digits and compares them to as many.
        double allowed = decimals >= 8 ? 1e-8 : 0.6 * Math.pow(10, -decimals);
        var columns = columns(args.get("returns"));
        var expected = columns.size() == 1 && !isFrame(args.get("returns"))
                ? List.of(numbers(args.get("expected")))
                : columns(args.get("expected"), columns.size());
        var wrong = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            var ours = compute(test, overlapping(above(columns.get(i), args), args), args);
            var theirs = expected.get(i);
            for (int k = 0; k < Math.max(ours.length, theirs.length); k++) {
                boolean same = k < ours.length
                        && k < theirs.length
                        && (Double.compare(ours[k], theirs[k]) == 0 || Math.abs(ours[k] - theirs[k]) <= allowed);
                if (!same) {
                    wrong.add(test + " " + args.get("returns").path("ref").asText() + ": "
                            + java.util.Arrays.toString(ours) + " for " + args.get("expected"));
                    break;
                }
            }
        }
        return wrong;
    }

    // Longer than the house allows: one line for each published function.
    private double[] compute(String test, double[] r, JsonNode args) {
        double year = year(args);
        double free = args.path("risk_free").asDouble(0);
        double required = args.path("required_return").asDouble(0);
        double start = args.path("starting_value").asDouble(0);
        return switch (test) {
            case "test_cum_returns", "test_cum_returns_df" -> Performance.cumulative(r, start);
            case "test_cum_returns_final", "test_cum_returns_final_df" ->
                one(start == 0 ? Performance.totalReturn(r) : (Performance.totalReturn(r) + 1) * start);
            case "test_max_drawdown" -> one(Performance.maxDrawdown(r));
            case "test_annual_ret", "test_cagr" -> one(Performance.annualReturn(r, year));
            case "test_annual_volatility" -> one(Performance.volatility(r, year));
            case "test_calmar" -> one(Performance.calmar(r, year));
            case "test_omega" -> one(Performance.omega(r, free, required, year));
            case "test_sharpe_ratio" -> one(Performance.sharpe(r, free, year));
            case "test_downside_risk" -> one(Performance.downsideRisk(r, required, year));
            case "test_sortino" -> one(Performance.sortino(r, required, year));
            case "test_excess_sharpe" -> one(Benchmarked.excessSharpe(r, factor(args, r.length)));
            case "test_alpha_beta" -> line(Benchmarked.line(r, benchmark(args), 0, year));
            case "test_alpha" ->
                one(Benchmarked.line(r, benchmark(args), 0, year).alpha());
            case "test_beta" -> one(Benchmarked.beta(r, benchmark(args), 0));
            case "test_down_alpha_beta" -> line(Benchmarked.lineWhere(r, benchmark(args), year, b -> b < 0));
            case "test_up_alpha_beta" -> line(Benchmarked.lineWhere(r, benchmark(args), year, b -> b > 0));
            case "test_capture_ratio" -> one(Benchmarked.capture(r, factor(args, r.length), year));
            case "test_up_capture" -> one(Benchmarked.captureWhere(r, factor(args, r.length), year, b -> b > 0));
            case "test_down_capture" -> one(Benchmarked.captureWhere(r, factor(args, r.length), year, b -> b < 0));
            case "test_up_down_capture" ->
                one(Benchmarked.captureWhere(r, factor(args, r.length), year, b -> b > 0)
                        / Benchmarked.captureWhere(r, factor(args, r.length), year, b -> b < 0));
            default -> throw new AssertionError("nobody computes " + test);
        };
    }

    /** What is told as a series of rates is taken off period by period; then the rate is 0. */
    private double[] above(double[] returns, JsonNode args) {
        var rates = args.path("risk_free").has("ref") ? args.get("risk_free") : args.path("required_return");
        if (!rates.has("ref")) {
            return returns;
        }
        var off = columns(rates).getFirst();
        var above = returns.clone();
        for (int i = 0; i < above.length; i++) {
            above[i] -= off[i];
        }
        return above;
    }

    /** The source joins dated series; of the published ones, a single benchmark begins a day or more later. */
    private double[] overlapping(double[] returns, JsonNode args) {
        var benchmark = args.path("benchmark");
        if (!benchmark.has("series") || benchmark.get("series").size() >= returns.length) {
            return returns;
        }
        var mine = vectors.get("series")
                .get(args.get("returns").get("ref").asText())
                .get("start")
                .asText();
        int late = benchmark.get("start").asText().compareTo(mine) > 0
                ? returns.length - benchmark.get("series").size()
                : 0;
        return java.util.Arrays.copyOfRange(
                returns, late, late + benchmark.get("series").size());
    }

    private static double[] one(double value) {
        return new double[] {value};
    }

    private static double[] line(Benchmarked.Line line) {
        return new double[] {line.alpha(), line.beta()};
    }

    private double[] benchmark(JsonNode args) {
        return columns(args.get("benchmark")).getFirst();
    }

    private double[] factor(JsonNode args, int length) {
        var factor = args.get("factor_returns");
        if (factor.isNumber()) {
            var constant = new double[length];
            java.util.Arrays.fill(constant, factor.asDouble());
            return constant;
        }
        return columns(factor).getFirst();
    }

    private static double year(JsonNode args) {
        return switch (args.path("period").asText("daily")) {
            case "weekly" -> 52;
            case "monthly" -> 12;
            case "yearly" -> 1;
            default -> 252;
        };
    }

    private boolean isFrame(JsonNode value) {
        return value.has("frame")
                || value.has("ref")
                        && vectors.get("series").get(value.get("ref").asText()).has("frame");
    }

    private List<double[]> columns(JsonNode value) {
        if (value.has("ref")) {
            return columns(vectors.get("series").get(value.get("ref").asText()));
        }
        if (!value.has("frame")) {
            return List.of(numbers(value));
        }
        var columns = new ArrayList<double[]>();
        value.get("frame").forEach(column -> columns.add(numbers(column)));
        return columns;
    }

    private List<double[]> columns(JsonNode expected, int count) {
        if (expected.has("frame")) {
            return columns(expected);
        }
        var columns = new ArrayList<double[]>();
        for (double number : numbers(expected)) {
            columns.add(one(number));
        }
        assertThat(columns).hasSize(count);
        return columns;
    }

    private static double[] numbers(JsonNode value) {
        var list = value.has("series") ? value.get("series") : value;
        if (!list.isArray()) {
            return one(number(list));
        }
        var numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(list.get(i));
        }
        return numbers;
    }

    private static double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : Double.parseDouble(value.asText());
    }

    private static double[] daily() {
        var curve = new EquityCurve(86_400_000);
        Recorded.bitcoin().forEach(bar -> curve.add(bar.end(), bar.close()));
        return curve.returns();
    }

    private static void same(JsonNode reference, String name, double ours) {
        double theirs = reference.get(name).asDouble();
        assertThat(ours)
                .as(name)
                .isCloseTo(theirs, org.assertj.core.data.Offset.offset(1e-8 * Math.max(1, Math.abs(theirs))));
    }
}
