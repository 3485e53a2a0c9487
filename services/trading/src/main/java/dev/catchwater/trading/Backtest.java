package dev.catchwater.trading;

import dev.catchwater.trading.ledger.EquityCurve;
import dev.catchwater.trading.ledger.Ledger;
import dev.catchwater.trading.ledger.RoundTrip;
import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.paper.Costs;
import dev.catchwater.trading.order.paper.PaperVenue;
import dev.catchwater.trading.risk.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * The engine of live trading, told recorded bars, with a {@link PaperVenue} in the exchange's place: what is decided on a
 * bar is filled from the next one's open on.
 *
 * @param desk made anew for each run: strategies remember
 * @param period of the equity curve, in milliseconds
 */
public record Backtest(Supplier<DeskSettings> desk, Limits limits, Costs costs, BigDecimal cash, long period) {

    /** How often a run asks whether to go on. */
    private static final int STRIDE = 8_192;

    /** An order that was sent: after which bar, and what. */
    public record Decision(long time, OrderRequest order) {}

    /**
     * What came of it.
     *
     * @param bars how many were told; fewer than given if the run was canceled
     * @param equity at the last close
     */
    public record Result(
            long bars,
            BigDecimal fees,
            long equity,
            double exposure,
            EquityCurve curve,
            List<RoundTrip> trips,
            List<Decision> decisions,
            long denied,
            long hash) {

        /** The same without its decisions, which are most of it: to be remembered. */
        public Result figures() {
            return new Result(bars, fees, equity, exposure, curve, trips, List.of(), denied, hash);
        }
    }

    public Result run(List<Bar> bars) {
        return run(bars, told -> true);
    }

    /** Runs them; {@code goOn} is told the number of bars done, now and then, and ends the run by false. */
    public Result run(List<Bar> bars, LongPredicate goOn) {
        var settings = desk.get();
        var instrument = settings.instrument();
        var balances = Map.of(instrument.quote(), cash);
        var run = new Run(instrument.symbol());
        var venue = new PaperVenue(instrument, costs, Ledger.of(balances), run::report);
        run.venue = venue;
        var account = new EngineSettings("bt", instrument.quote(), limits, List.of(settings), true);
        var engine = new Engine(account, Ledger.of(balances), run);
        run.engine = engine;
        run.curve = new EquityCurve(period);
        for (var bar : bars) {
            if (run.told % STRIDE == 0 && !goOn.test(run.told)) {
                break;
            }
            run.bar(bar);
        }
        return run.result(instrument.quote());
    }

    /** The wire between an engine and its paper exchange. */
    private static final class Run implements Outlet {

        private static final int REMEMBERED = 100_000;

        private final String symbol;
        private final List<Decision> decisions = new ArrayList<>();
        private PaperVenue venue;
        private Engine engine;
        private EquityCurve curve;
        private long now;
        private long told;
        private long held;

        // Each of the three knows another one; those that are missing are set before anything happens.
        @SuppressWarnings("NullAway.Init")
        Run(String symbol) {
            this.symbol = symbol;
        }

        void report(dev.catchwater.trading.order.OrderReport report) {
            engine.on(new Event.Reported(report));
        }

        void bar(Bar bar) {
            venue.bar(bar);
            now = bar.end();
            engine.on(new Event.BarClosed(symbol, bar));
            curve.add(now, engine.equity());
            held += engine.position(symbol) > 0 ? 1 : 0;
            told++;
        }

        Result result(String currency) {
            return new Result(
                    told,
                    engine.ledger().fees(currency),
                    engine.equity(),
                    told == 0 ? 0 : (double) held / told,
                    curve,
                    engine.trips(symbol),
                    decisions,
                    engine.denied(),
                    engine.hash());
        }

        @Override
        public void submit(OrderRequest order) {
            if (decisions.size() < REMEMBERED) {
                decisions.add(new Decision(now, order));
            }
            venue.submit(order);
        }

        @Override
        public void cancel(OrderRequest order) {
            venue.cancel(order.clientId());
        }
    }
}
