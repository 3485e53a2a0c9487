package dev.catchwater.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.ledger.Ledger;
import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.Top;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.OrderStatus;
import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.order.TimeInForce;
import dev.catchwater.trading.order.paper.Costs;
import dev.catchwater.trading.order.paper.PaperVenue;
import dev.catchwater.trading.risk.Guard;
import dev.catchwater.trading.risk.GuardPlan;
import dev.catchwater.trading.risk.Limits;
import dev.catchwater.trading.risk.TradingState;
import dev.catchwater.trading.strategy.AverageCross;
import dev.catchwater.trading.strategy.Sizing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

// Longer than the house allows: one claim for each thing that an engine must do, over the same few tellers.
class EngineTest {

    private static final Instrument BTC = new Instrument("BTC", "USD", 2, 4, new Filters(1, 1, 0, 0, 0), true);
    private static final GuardPlan PLAN = new GuardPlan(9_000, 12_000, 0, 0, 0, 1_000);

    private final List<OrderRequest> sent = new ArrayList<>();
    private final List<String> canceled = new ArrayList<>();

    private final Outlet outlet = new Outlet() {
        @Override
        public void submit(OrderRequest order) {
            sent.add(order);
        }

        @Override
        public void cancel(OrderRequest order) {
            canceled.add(order.clientId());
        }
    };

    @Test
    void sameEventsLeaveTheSameHashAndOneMoreLeavesAnother() {
        for (int seed = 0; seed < 20; seed++) {
            var events = life(seed);
            var first = engine(Limits.wide(), true);
            var second = engine(Limits.wide(), true);
            events.forEach(first::on);
            events.forEach(second::on);
            assertThat(first.hash()).as("seed %d", seed).isEqualTo(second.hash());
            assertThat(first.orders().over()).isNotEmpty();
            second.on(new Event.Ticked(Long.MAX_VALUE));
            assertThat(first.hash()).isNotEqualTo(second.hash());
        }
    }

    @Test
    void boughtPositionIsProtectedAndItsTargetCancelsTheStopBeforeItSells() {
        var engine = engine(Limits.wide(), false);
        top(engine, 10_000, 1);
        place(engine, PLAN, 2);
        fill(engine, sent.getFirst(), 10_000, 3);
        var stop = sent.get(1);
        assertThat(stop.type()).isEqualTo(OrderType.STOP);
        assertThat(stop.stopPrice()).isEqualTo(9_000);
        engine.on(reported(new OrderReport.Accepted(stop.clientId(), "v", 4)));
        top(engine, 12_100, 5);
        assertThat(canceled).containsExactly(stop.clientId());
        assertThat(sent).as("the stop still locks the coins").hasSize(2);
        engine.on(reported(new OrderReport.Canceled(stop.clientId(), 6)));
        assertThat(sent.get(2)).satisfies(exit -> {
            assertThat(exit.side()).isEqualTo(Side.SELL);
            assertThat(exit.quantity()).isEqualTo(10_000);
        });
        fill(engine, sent.get(2), 12_050, 7);
        assertThat(engine.position("BTC/USD")).isZero();
        assertThat(engine.trips("BTC/USD").getFirst().profit()).isEqualByComparingTo("20.50");
        assertThat(engine.guard("BTC/USD").phase()).isEqualTo(Guard.Phase.IDLE);
    }

    @Test
    void repeatedAndForeignReportsMoveNoMoney() {
        var engine = engine(Limits.wide(), false);
        top(engine, 10_000, 1);
        place(engine, DeskSettings.PATIENT, 2);
        var fill = filled(sent.getFirst(), 10_000, 3);
        engine.on(fill);
        engine.on(fill);
        assertThat(engine.ledger().balance("BTC")).isEqualByComparingTo("1");
        var stranger = OrderRequest.market("else-1", "BTC/USD", Side.BUY, 5, false);
        engine.on(filled(stranger, 10_000, 4));
        assertThat(engine.ledger().balance("BTC")).isEqualByComparingTo("1");
        assertThat(engine.foreign()).isEqualTo(1);
    }

    @Test
    void haltCancelsEntriesKeepsProtectionAndOnlyAPersonResumes() {
        var engine = engine(Limits.wide(), true);
        top(engine, 10_000, 1);
        place(engine, PLAN, 2);
        fill(engine, sent.getFirst(), 10_000, 3);
        engine.on(reported(new OrderReport.Accepted(sent.get(1).clientId(), "v", 4)));
        engine.on(command(limit(9_500), 5));
        var resting = sent.get(2);
        engine.on(command(new Command.Halt("me", "looks odd", false), 6));
        assertThat(canceled).containsExactly(resting.clientId());
        engine.on(command(limit(9_400), 7));
        assertThat(sent).hasSize(3);
        assertThat(engine.denied()).isEqualTo(1);
        Bars.closing(10_000, 10_000, 11_000, 12_000)
                .forEach(bar -> engine.on(new Event.BarClosed("BTC/USD", later(bar))));
        assertThat(engine.state()).isEqualTo(TradingState.HALTED);
        engine.on(command(new Command.Resume("me"), 1_000_000));
        assertThat(engine.state()).isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void haltThatLeavesSellsWhatIsHeld() {
        var engine = engine(Limits.wide(), false);
        top(engine, 10_000, 1);
        place(engine, DeskSettings.PATIENT, 2);
        fill(engine, sent.getFirst(), 10_000, 3);
        engine.on(command(new Command.Halt("me", "out", true), 4));
        assertThat(sent.get(1).side()).isEqualTo(Side.SELL);
        assertThat(sent.get(1).quantity()).isEqualTo(10_000);
    }

    @Test
    void drawdownOfTheEquityHaltsThoughNothingWasSold() {
        var limits = new Limits(0, 1L << 60, 1L << 60, 1L << 60, 9, 0, 1_000, 99, 1, 1L << 60, 1L << 60);
        var engine = engine(limits, false);
        top(engine, 10_000, 1);
        engine.on(command(
                new Command.Place(
                        "BTC/USD",
                        Side.BUY,
                        OrderType.MARKET,
                        500_000,
                        0,
                        0,
                        TimeInForce.GTC,
                        false,
                        DeskSettings.PATIENT),
                2));
        fill(engine, sent.getFirst(), 10_000, 3);
        top(engine, 8_100, 4);
        assertThat(engine.state()).isEqualTo(TradingState.ACTIVE);
        top(engine, 7_900, 5);
        assertThat(engine.state())
                .as("half of the money is in coins that lost a fifth")
                .isEqualTo(TradingState.HALTED);
    }

    @Test
    void twapSendsItsPartsOneAfterTheOther() {
        var engine = engine(Limits.wide(), false);
        top(engine, 10_000, 0);
        engine.on(command(new Command.Twap("BTC/USD", Side.BUY, 40_000, 0, 4, 1_000), 0));
        assertThat(sent).hasSize(1);
        fill(engine, sent.getFirst(), 10_000, 500);
        engine.on(new Event.Ticked(999));
        assertThat(sent).hasSize(1);
        for (int i = 1; i < 4; i++) {
            engine.on(new Event.Ticked(i * 1_000));
            fill(engine, sent.get(i), 10_000, i * 1_000 + 1);
        }
        assertThat(sent)
                .hasSize(4)
                .allSatisfy(part -> assertThat(part.quantity()).isEqualTo(10_000));
        assertThat(engine.position("BTC/USD")).isEqualTo(40_000);
    }

    @Test
    void icebergShowsTheNextPartWhenTheOneBeforeIsFilled() {
        var engine = engine(Limits.wide(), false);
        top(engine, 10_000, 0);
        engine.on(command(new Command.Iceberg("BTC/USD", Side.BUY, 25_000, 9_900, 10_000), 0));
        for (int i = 0; i < 3; i++) {
            assertThat(sent).hasSize(i + 1);
            fill(engine, sent.get(i), 9_900, i + 1);
        }
        assertThat(sent.get(2).quantity()).isEqualTo(5_000);
        engine.on(new Event.Ticked(99));
        assertThat(sent).hasSize(3);
    }

    @Test
    void impossibleCommandIsRefusedTheSameWayEachTime() {
        var engine = engine(Limits.wide(), false);
        engine.on(command(new Command.Leave("DOGE/USD"), 1));
        assertThat(engine.refusal()).contains("DOGE/USD");
        engine.on(command(limit(0), 2));
        assertThat(engine.refusal()).isNotNull();
        assertThat(sent).isEmpty();
    }

    @Test
    void cashThatARestingStopLocksIsNotSpentAndPaperAgrees() {
        var ledger = Ledger.of(Map.of("USD", new BigDecimal(10_000)));
        var reports = new ArrayList<OrderReport>();
        var venue = new PaperVenue(BTC, Costs.NONE, ledger, reports::add);
        venue.submit(OrderRequest.limit("a-1", "BTC/USD", Side.BUY, 900_000, 10_000));
        venue.top(new Top(10_500, 1, 10_600, 1, 1));
        venue.submit(OrderRequest.limit("a-2", "BTC/USD", Side.BUY, 200_000, 10_000));
        venue.top(new Top(10_500, 1, 10_600, 1, 2));
        assertThat(reports.get(1)).isEqualTo(new OrderReport.Rejected("a-2", "insufficient balance", 2));
    }

    private Engine engine(Limits limits, boolean strategic) {
        var strategy = strategic ? new AverageCross(2, 4, false, 3, 2) : null;
        var desk = new DeskSettings(BTC, strategy, new Sizing.Share(5_000), 100, DeskSettings.PATIENT);
        var settings = new EngineSettings("bot", "USD", limits, List.of(desk), true);
        return new Engine(settings, Ledger.of(Map.of("USD", new BigDecimal(10_000))), outlet);
    }

    /** What an engine was told while it traded by chance: bars, quotes, reports, some of them twice. */
    private List<Event> life(int seed) {
        var dice = new SplittableRandom(seed);
        var told = new ArrayList<Event>();
        sent.clear();
        var engine = engine(Limits.wide(), true);
        for (var bar : Bars.walk(300, dice)) {
            tell(engine, told, new Event.BarClosed("BTC/USD", bar));
            while (!sent.isEmpty()) {
                var order = sent.removeFirst();
                if (order.type() == OrderType.STOP) {
                    tell(engine, told, reported(new OrderReport.Accepted(order.clientId(), "v", bar.end())));
                    continue;
                }
                var fill = filled(order, bar.close(), bar.end());
                tell(engine, told, fill);
                tell(engine, told, fill);
            }
            canceled.forEach(id -> tell(engine, told, reported(new OrderReport.Canceled(id, bar.end()))));
            canceled.clear();
        }
        assertThat(engine.orders().working())
                .allSatisfy(order -> assertThat(order.status()).isNotEqualTo(OrderStatus.DENIED));
        return told;
    }

    private static void tell(Engine engine, List<Event> told, Event event) {
        told.add(event);
        engine.on(event);
    }

    private static void top(Engine engine, long bid, long time) {
        engine.on(new Event.TopMoved("BTC/USD", new Top(bid, 1, bid, 1, time)));
        engine.on(new Event.TopMoved("BTC/USD", new Top(bid, 1, bid + 1, 1, time)));
    }

    private static void place(Engine engine, GuardPlan plan, long time) {
        engine.on(command(
                new Command.Place("BTC/USD", Side.BUY, OrderType.MARKET, 10_000, 0, 0, TimeInForce.GTC, false, plan),
                time));
    }

    private static Command limit(long price) {
        return new Command.Place(
                "BTC/USD", Side.BUY, OrderType.LIMIT, 100, price, 0, TimeInForce.GTC, false, DeskSettings.PATIENT);
    }

    private static Bar later(Bar bar) {
        return new Bar(
                bar.start() + 60_000, bar.end() + 60_000, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }

    private static Event command(Command command, long time) {
        return new Event.Commanded(command, time);
    }

    private static Event reported(OrderReport report) {
        return new Event.Reported(report);
    }

    private static void fill(Engine engine, OrderRequest order, long price, long time) {
        engine.on(filled(order, price, time));
    }

    private static Event filled(OrderRequest order, long price, long time) {
        assertThat(FixedPoint.MONEY).isEqualTo(8);
        return reported(new OrderReport.Filled(new Fill(
                "t-" + order.clientId(),
                order.clientId(),
                order.symbol(),
                order.side(),
                price,
                order.quantity(),
                BigDecimal.ZERO,
                "USD",
                time,
                false)));
    }
}
