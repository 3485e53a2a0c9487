package dev.catchwater.trading.api;

import dev.catchwater.trading.Backtest;
import dev.catchwater.trading.flow.Backtests;
import dev.catchwater.trading.ledger.Performance;
import dev.catchwater.trading.ledger.TradeStatistics;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.order.paper.Costs;
import dev.catchwater.trading.strategy.StrategySpec;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Backtests over recorded candles. */
@Path("/api/v1/backtests")
@Tag(name = "backtests", description = "The engine of trading, told recorded candles")
public class BacktestsResource {

    private static final double DAYS = 365;
    private static final int POINTS = 400;

    /** What to run; costs are basis points. */
    public record NewBacktest(
            @NotBlank String series,
            @NotBlank String strategy,
            @Min(1) @Max(5_000) int fast,
            @Min(1) @Max(5_000) int slow,
            boolean exponential,
            double lower,
            double upper,
            @Min(0) @Max(100) double stopRanges,
            @NotNull @Positive BigDecimal cash,
            @Min(1) @Max(10_000) int share,
            @Min(0) @Max(1_000) int fee,
            @Min(0) @Max(1_000) int slippage,
            boolean trailing,
            boolean lookAhead) {}

    /** A point of the equity curve. */
    public record Point(long time, BigDecimal equity) {}

    /** What came of it; null where a number has no meaning. Returns are daily, 365 to a year. */
    public record Figures(
            BigDecimal equity,
            BigDecimal fees,
            int trips,
            double exposure,
            @Nullable Double totalReturn,
            @Nullable Double annualReturn,
            @Nullable Double volatility,
            @Nullable Double sharpe,
            @Nullable Double sortino,
            @Nullable Double maxDrawdown,
            @Nullable Double calmar,
            @Nullable Double winRate,
            @Nullable Double profitFactor,
            @Nullable Double sqn,
            @Nullable Double kelly,
            @Nullable Boolean looksAhead,
            String hash,
            List<Point> curve) {}

    /** A run and where it stands. */
    public record RunView(
            long id,
            String series,
            String strategy,
            String phase,
            long done,
            long all,
            @Nullable String failure,
            @Nullable Figures figures) {}

    /** Recorded candles there are, and what can be run on them. */
    public record Shelf(List<String> series, List<String> strategies) {}

    private final Backtests backtests;

    BacktestsResource(Backtests backtests) {
        this.backtests = backtests;
    }

    @GET
    @Path("/series")
    @RolesAllowed(Role.READ)
    @Operation(summary = "What can be run")
    public Shelf series() {
        return new Shelf(
                backtests.series(), Backtests.kinds().keySet().stream().sorted().toList());
    }

    @POST
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "Begin a backtest", description = "Two run at once, the newest fifty are remembered.")
    public Response begin(@NotNull @Valid NewBacktest wish) {
        try {
            var spec = new StrategySpec(
                    wish.strategy(),
                    wish.fast(),
                    wish.slow(),
                    wish.exponential(),
                    wish.lower(),
                    wish.upper(),
                    wish.stopRanges());
            var run = backtests.begin(new Backtests.Wish(
                    wish.series(),
                    spec,
                    wish.cash(),
                    wish.share(),
                    new Costs(wish.fee(), wish.fee(), wish.slippage(), false),
                    wish.trailing(),
                    wish.lookAhead()));
            return Response.status(202)
                    .location(URI.create("/api/v1/backtests/" + run.id()))
                    .entity(view(run, false))
                    .build();
        } catch (IllegalArgumentException impossible) {
            throw Problem.of("no-backtest", "Not a backtest", 422, impossible.getMessage())
                    .asException();
        }
    }

    @GET
    @RolesAllowed(Role.READ)
    @Operation(summary = "All that are remembered", description = "Newest first, without their figures; at most 50.")
    public List<RunView> all() {
        return backtests.all().stream().map(run -> view(run, false)).toList();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.READ)
    @Operation(summary = "One, with its progress or its figures")
    public RunView one(@RestPath long id) {
        return view(find(id), true);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "Cancel one", description = "It ends where it is; what it has found stays.")
    public RunView cancel(@RestPath long id) {
        var run = find(id);
        backtests.cancel(run);
        return view(run, false);
    }

    private Backtests.Run find(long id) {
        return backtests.find(id).orElseThrow(() -> Problem.of(404).asException());
    }

    private static RunView view(Backtests.Run run, boolean whole) {
        return new RunView(
                run.id(),
                run.wish().series(),
                run.wish().strategy().kind(),
                run.phase().name(),
                run.done(),
                run.all(),
                run.failure().orElse(null),
                whole ? run.result().map(result -> figures(run, result)).orElse(null) : null);
    }

    private static Figures figures(Backtests.Run run, Backtest.Result result) {
        var returns = result.curve().returns();
        var trades = TradeStatistics.of(result.trips());
        return new Figures(
                FixedPoint.decimal(result.equity(), FixedPoint.MONEY),
                result.fees(),
                trades.trades(),
                result.exposure(),
                number(Performance.totalReturn(returns)),
                number(Performance.annualReturn(returns, DAYS)),
                number(Performance.volatility(returns, DAYS)),
                number(Performance.sharpe(returns, 0, DAYS)),
                number(Performance.sortino(returns, 0, DAYS)),
                number(Performance.maxDrawdown(returns)),
                number(Performance.calmar(returns, DAYS)),
                number(trades.winRate()),
                number(trades.profitFactor()),
                number(trades.sqn()),
                number(trades.kelly()),
                run.verdict().map(verdict -> !verdict.clean()).orElse(null),
                Long.toHexString(result.hash()),
                points(result));
    }

    private static List<Point> points(Backtest.Result result) {
        var curve = result.curve();
        int step = Math.max(1, curve.size() / POINTS);
        var points = new ArrayList<Point>();
        for (int i = 0; i < curve.size(); i += step) {
            points.add(new Point(curve.time(i), FixedPoint.decimal(curve.equity(i), FixedPoint.MONEY)));
        }
        return points;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
