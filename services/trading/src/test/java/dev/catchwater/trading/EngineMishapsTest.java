package dev.catchwater.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.ledger.Ledger;
import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.Top;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.OrderStatus;
import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.order.TimeInForce;
import dev.catchwater.trading.risk.GuardPlan;
import dev.catchwater.trading.risk.Limits;
import dev.catchwater.trading.strategy.Sizing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an exchange, a caller or the way between them may do to an engine, and what must come of it all the same. */
// Longer than the house allows: one claim for each mishap, over the same few tellers.
class EngineMishapsTest {

    private static final Instrument BTC = new Instrument("BTC", "USD", 2, 4, new Filters(1, 1, 0, 0, 0), true);
    private static final GuardPlan PLAN = new GuardPlan(9_000, 12_000, 0, 0, 0, 1_000);

    private final List<OrderRequest> sent = new ArrayList<>();
    private final List<String> canceled = new ArrayList<>();
    private final Engine engine = engine(Limits.wide(), BTC);

    @Test
    void orderThatIsWorthMoreThanCanBeCountedIsRefused() {
        engine.on(new Event.Commanded(place(OrderType.LIMIT, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, PLAN), 2));
        assertThat(engine.denied()).isEqualTo(1);
        assertThat(sent).isEmpty();
        engine.on(new Event.Commanded(new Command.Twap("BTC/USD", Side.BUY, Long.MAX_VALUE / 2, 0, 1, 1), 3));
        engine.on(new Event.Ticked(4));
        assertThat(engine.denied()).isEqualTo(2);
        assertThat(sent).isEmpty();
    }

    @Test
    void feeInACurrencyOfUnknownWorthLeavesItsBalanceAndTheFillStandsAndIsProtected() {
        engine.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, PLAN), 2));
        engine.on(filled(sent.getFirst(), 10_000, new BigDecimal("0.5"), "BNB", 3));
        assertThat(engine.ledger().balance("BTC")).isEqualByComparingTo("1");
        assertThat(engine.ledger().balance("BNB")).isEqualByComparingTo("-0.5");
        assertThat(sent.get(1).type()).isEqualTo(OrderType.STOP);
    }

    @Test
    void feeInACurrencyThatIsTradedHereIsValuedAtItsPriceAndOthersAreToldApart() {
        var bnb = new Instrument("BNB", "USD", 2, 4, new Filters(1, 1, 0, 0, 0), true);
        var two = engine(Limits.wide(), BTC, bnb);
        two.on(new Event.TopMoved("BNB/USD", new Top(30_000, 1, 30_001, 1, 1)));
        two.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, PLAN), 2));
        two.on(filled(sent.getFirst(), 10_000, new BigDecimal("0.5"), "BNB", 3));
        assertThat(two.ledger().fees("USD")).isEqualByComparingTo("150");
        assertThat(two.ledger().unvalued()).isEmpty();
        two.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, PLAN), 4));
        two.on(filled(sent.getLast(), 10_000, new BigDecimal("0.7"), "XYZ", 5));
        assertThat(two.ledger().fees("USD")).isEqualByComparingTo("150");
        assertThat(two.ledger().unvalued()).containsOnlyKeys("XYZ").containsValue(new BigDecimal("0.7"));
    }

    @Test
    void priceAtWhichWhatIsHeldIsWorthMoreThanCanBeCountedIsNoPrice() {
        var stop = protectedPosition(PLAN);
        long equity = engine.equity();
        engine.on(top(Long.MAX_VALUE / 2, 5));
        engine.on(new Event.BarClosed("BTC/USD", new Bar(5, 60_005, 10_000, Long.MAX_VALUE / 2, 10_000, 10_000, 1)));
        assertThat(engine.equity()).isEqualTo(equity);
        assertThat(canceled).isEmpty();
        engine.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, PLAN), 6));
        assertThat(engine.denied()).as("nothing is bought at it").isEqualTo(1);
        engine.on(top(12_100, 60_006));
        assertThat(canceled).containsExactly(stop);
    }

    @Test
    void fillAtAPriceBeyondCountingIsBookedProtectedAndHalts() {
        var watched = engine(new Limits(0, 1L << 60, 1L << 60, 1L << 60, 9, 0, 1_000, 99, 1, 1L << 60, 1L << 60), BTC);
        watched.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, PLAN), 2));
        watched.on(filled(sent.getFirst(), Long.MAX_VALUE / 2, BigDecimal.ZERO, "USD", 3));
        assertThat(sent.get(1).type()).isEqualTo(OrderType.STOP);
        watched.on(top(10_000, 4));
        assertThat(watched.halted()).isTrue();
    }

    @Test
    void reportThatIsToldLateDoesNotTurnTimeBack() {
        engine.on(new Event.Ticked(100_000));
        engine.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, PLAN), 100_001));
        engine.on(filled(sent.getFirst(), 10_000, BigDecimal.ZERO, "USD", 100_002));
        engine.on(new Event.Ticked(100_500));
        engine.on(reported(new OrderReport.Accepted(sent.get(1).clientId(), "v", 4)));
        assertThat(engine.guard("BTC/USD").nakedTotal(100_600)).isEqualTo(498);
    }

    @Test
    void haltAsksAgainForTheEndOfAnEntryWhoseCancelWasLost() {
        engine.on(new Event.Commanded(place(OrderType.LIMIT, 100, 9_500, DeskSettings.PATIENT), 2));
        var resting = sent.getFirst().clientId();
        engine.on(reported(new OrderReport.Accepted(resting, "v", 3)));
        engine.on(new Event.Commanded(new Command.Halt("me", "odd", false), 4));
        engine.on(reported(new OrderReport.CancelRejected(resting, "it still rests", 5)));
        engine.on(new Event.Ticked(2_000));
        assertThat(canceled).containsExactly(resting, resting);
    }

    @Test
    void leavingIsNotForgottenWhenTheStopsCancelWasLost() {
        var stop = protectedPosition(PLAN);
        engine.on(new Event.Commanded(new Command.Leave("BTC/USD"), 5));
        engine.on(reported(new OrderReport.CancelRejected(stop, "it still rests", 6)));
        engine.on(new Event.Ticked(8_000));
        assertThat(canceled).containsExactly(stop, stop);
        engine.on(reported(new OrderReport.Canceled(stop, 8_001)));
        assertThat(sent.getLast().type()).isEqualTo(OrderType.MARKET);
        assertThat(sent.getLast().side()).isEqualTo(Side.SELL);
    }

    @Test
    void trailingStopFollowsThoughItsFirstCancelWasLostAndThePriceStandsStill() {
        var stop = protectedPosition(new GuardPlan(9_500, 0, 500, 1, 0, 1_000));
        engine.on(top(11_000, 10));
        assertThat(canceled).containsExactly(stop);
        engine.on(reported(new OrderReport.CancelRejected(stop, "it still rests", 2_000)));
        engine.on(new Event.Ticked(2_100));
        assertThat(canceled).containsExactly(stop, stop);
        engine.on(reported(new OrderReport.Canceled(stop, 2_200)));
        assertThat(sent.getLast().stopPrice()).isEqualTo(10_500);
    }

    @Test
    void pricesOfBeforeThePurchaseMoveNoTrailAndReachNoTarget() {
        engine.on(top(12_500, 1));
        engine.on(top(10_000, 2));
        protectedPosition(new GuardPlan(9_500, 12_000, 500, 1, 0, 1_000));
        engine.on(new Event.BarClosed("BTC/USD", new Bar(0, 60_000, 10_000, 12_500, 10_000, 10_000, 1)));
        assertThat(canceled).isEmpty();
        assertThat(engine.guard("BTC/USD").stopPrice()).isEqualTo(9_500);
    }

    @Test
    void purchaseThatIsToldOfAfterItWasGivenUpIsProtectedAsPlanned() {
        engine.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, PLAN), 2));
        var given = sent.getFirst();
        engine.on(reported(new OrderReport.OutcomeUnknown(given.clientId(), 3)));
        engine.on(reported(new OrderReport.NeverArrived(given.clientId(), 9_000)));
        engine.on(filled(given, 10_000, BigDecimal.ZERO, "USD", 9_100));
        assertThat(engine.position("BTC/USD")).isEqualTo(10_000);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).stopPrice()).isEqualTo(9_000);
    }

    @Test
    void barOfAQuietMarketDoesNotReplaceWhatWasQuotedSinceItsLastTrade() {
        engine.on(top(9_000, 20_000));
        protectedPosition(new GuardPlan(8_500, 9_900, 500, 1, 0, 1_000), 9_000, 30_000);
        engine.on(new Event.BarClosed("BTC/USD", new Bar(0, 60_000, 10_000, 10_000, 10_000, 10_000, 1)));
        assertThat(engine.mark("BTC/USD")).isEqualTo(9_000);
        assertThat(canceled).as("a target that was reached before the purchase").isEmpty();
        engine.on(new Event.BarClosed("BTC/USD", new Bar(60_000, 120_000, 9_100, 9_100, 9_100, 9_100, 1)));
        assertThat(engine.mark("BTC/USD"))
                .as("quotes that do not come any more")
                .isEqualTo(9_100);
    }

    @Test
    void barOfTradesCountsWhileTheBookCannotBeTrusted() {
        engine.on(new Event.FeedChanged("BTC/USD", true, 2));
        engine.on(new Event.BarClosed("BTC/USD", new Bar(0, 60_000, 9_000, 9_000, 9_000, 9_000, 1)));
        assertThat(engine.mark("BTC/USD")).isEqualTo(9_000);
    }

    @Test
    void stopWithoutAPositionIsCanceledUntilItIsGoneThoughTheFirstCancelWasLost() {
        var stop = protectedPosition(PLAN);
        engine.on(new Event.Commanded(
                new Command.Place("BTC/USD", Side.SELL, OrderType.MARKET, 10_000, 0, 0, TimeInForce.GTC, false, PLAN),
                5));
        engine.on(filled(sent.getLast(), 10_000, BigDecimal.ZERO, "USD", 6));
        assertThat(engine.position("BTC/USD")).isZero();
        assertThat(canceled).containsExactly(stop);
        engine.on(reported(new OrderReport.CancelRejected(stop, "it still rests", 7)));
        engine.on(new Event.Ticked(1_005));
        assertThat(canceled).hasSize(1);
        engine.on(new Event.Ticked(1_006));
        assertThat(canceled).containsExactly(stop, stop);
        engine.on(reported(new OrderReport.Canceled(stop, 1_010)));
        engine.on(new Event.Ticked(9_000));
        assertThat(canceled).hasSize(2);
    }

    @Test
    void stopOfThePositionBeforeIsGoneBeforeTheNextOneHasItsOwn() {
        var old = protectedPosition(PLAN);
        engine.on(new Event.Commanded(
                new Command.Place("BTC/USD", Side.SELL, OrderType.MARKET, 10_000, 0, 0, TimeInForce.GTC, false, PLAN),
                5));
        engine.on(filled(sent.getLast(), 10_000, BigDecimal.ZERO, "USD", 6));
        engine.on(reported(new OrderReport.CancelRejected(old, "it still rests", 7)));
        engine.on(new Event.Commanded(place(OrderType.MARKET, 20_000, 0, new GuardPlan(9_500, 0, 0, 0, 0, 1_000)), 8));
        engine.on(filled(sent.getLast(), 10_000, BigDecimal.ZERO, "USD", 9));
        assertThat(canceled).containsExactly(old, old);
        assertThat(sent).hasSize(4);
        engine.on(reported(new OrderReport.Canceled(old, 10)));
        assertThat(sent.getLast().stopPrice()).isEqualTo(9_500);
        assertThat(sent.getLast().quantity()).isEqualTo(20_000);
    }

    @Test
    void stopThatWasCanceledBeforeItArrivedAndNeverDidKeepsNothingNaked() {
        engine.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, PLAN), 2));
        engine.on(filled(sent.getFirst(), 10_000, BigDecimal.ZERO, "USD", 3));
        var stop = sent.get(1).clientId();
        engine.on(reported(new OrderReport.OutcomeUnknown(stop, 4)));
        engine.on(new Event.Commanded(new Command.Leave("BTC/USD"), 5));
        engine.on(reported(new OrderReport.NeverArrived(stop, 9_000)));
        assertThat(engine.orders().find(stop).orElseThrow().status()).isEqualTo(OrderStatus.LOST);
        assertThat(sent.getLast().type()).isEqualTo(OrderType.MARKET);
    }

    @Test
    void stopThatDidNotArriveOrIsNotTakenJustNowSellsNothingAndIsPlacedAgain() {
        engine.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, PLAN), 2));
        engine.on(filled(sent.getFirst(), 10_000, BigDecimal.ZERO, "USD", 3));
        engine.on(reported(new OrderReport.NotTaken(sent.get(1).clientId(), "too many requests", 4)));
        engine.on(new Event.Ticked(1_100));
        assertThat(sent).hasSize(3);
        engine.on(reported(new OrderReport.OutcomeUnknown(sent.get(2).clientId(), 1_200)));
        engine.on(reported(new OrderReport.NeverArrived(sent.get(2).clientId(), 9_200)));
        engine.on(new Event.Ticked(10_300));
        assertThat(sent.subList(1, sent.size()))
                .hasSize(3)
                .allSatisfy(order -> assertThat(order.type()).isEqualTo(OrderType.STOP));
    }

    @Test
    void exitOfWhichNobodyKnowsWhetherItArrivedIsNotSentAgainUntilThatIsKnown() {
        var stop = protectedPosition(PLAN);
        engine.on(new Event.Commanded(new Command.Leave("BTC/USD"), 5));
        engine.on(reported(new OrderReport.Canceled(stop, 6)));
        var exit = sent.getLast().clientId();
        int before = sent.size();
        engine.on(reported(new OrderReport.OutcomeUnknown(exit, 7)));
        engine.on(new Event.Ticked(60_000));
        assertThat(sent).hasSize(before);
        engine.on(reported(new OrderReport.NeverArrived(exit, 60_001)));
        assertThat(sent).hasSize(before + 1);
    }

    @Test
    void refusedExitIsNotTriedAgainAsFastAsTheExchangeRefuses() {
        engine.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, DeskSettings.PATIENT), 2));
        engine.on(filled(sent.getFirst(), 10_000, BigDecimal.ZERO, "USD", 3));
        engine.on(new Event.Commanded(new Command.Leave("BTC/USD"), 4));
        for (int i = 0; i < 1_000; i++) {
            engine.on(reported(new OrderReport.Rejected(sent.getLast().clientId(), "the market is closed", 5 + i)));
            engine.on(new Event.Ticked(5 + i));
        }
        assertThat(sent).hasSizeLessThan(5);
        engine.on(new Event.Ticked(20_000));
        engine.on(new Event.Ticked(40_000));
        assertThat(sent).as("tried again with patience").hasSizeGreaterThan(2);
    }

    @Test
    void wishThatIsAskedAgainUnderItsKeyIsDoneOnce() {
        var wish = place(OrderType.MARKET, 10_000, 0, PLAN);
        engine.on(new Event.Commanded(wish, 2, "k-1"));
        engine.on(new Event.Commanded(wish, 3, "k-1"));
        assertThat(sent).hasSize(1);
        assertThat(engine.refusal()).isNull();
        engine.on(new Event.Commanded(place(OrderType.MARKET, 20_000, 0, PLAN), 4, "k-1"));
        assertThat(engine.refusal()).contains("something else");
        engine.on(new Event.Commanded(wish, 5, "k-2"));
        engine.on(new Event.Commanded(wish, 6));
        assertThat(sent).hasSize(3);
    }

    @Test
    void drawdownCancelsTheEntriesThatRest() {
        var watched = engine(new Limits(0, 1L << 60, 1L << 60, 1L << 60, 9, 0, 1_000, 99, 1, 1L << 60, 1L << 60), BTC);
        watched.on(new Event.Commanded(place(OrderType.MARKET, 500_000, 0, DeskSettings.PATIENT), 2));
        watched.on(filled(sent.getFirst(), 10_000, BigDecimal.ZERO, "USD", 3));
        watched.on(new Event.Commanded(place(OrderType.LIMIT, 100, 7_000, DeskSettings.PATIENT), 4));
        watched.on(reported(new OrderReport.Accepted(sent.get(1).clientId(), "v", 5)));
        watched.on(new Event.TopMoved("BTC/USD", new Top(7_900, 1, 7_901, 1, 6)));
        watched.on(new Event.Ticked(7));
        assertThat(canceled).containsExactly(sent.get(1).clientId());
    }

    private String protectedPosition(GuardPlan plan) {
        return protectedPosition(plan, 10_000, 2);
    }

    private String protectedPosition(GuardPlan plan, long price, long time) {
        engine.on(new Event.Commanded(place(OrderType.MARKET, 10_000, 0, plan), time));
        engine.on(filled(sent.getFirst(), price, BigDecimal.ZERO, "USD", time + 1));
        var stop = sent.get(1).clientId();
        engine.on(reported(new OrderReport.Accepted(stop, "v", time + 2)));
        return stop;
    }

    private Engine engine(Limits limits, Instrument... instruments) {
        var outlet = new Outlet() {
            @Override
            public void submit(OrderRequest order) {
                sent.add(order);
            }

            @Override
            public void cancel(OrderRequest order) {
                canceled.add(order.clientId());
            }
        };
        var desks = Stream.of(instruments)
                .map(each -> new DeskSettings(each, null, new Sizing.Share(5_000), 100, DeskSettings.PATIENT))
                .toList();
        var settings = new EngineSettings("bot", "USD", limits, desks, true);
        var made = new Engine(settings, Ledger.of(Map.of("USD", new BigDecimal(10_000))), outlet);
        made.on(new Event.TopMoved("BTC/USD", new Top(10_000, 1, 10_001, 1, 1)));
        return made;
    }

    private static Command.Place place(OrderType type, long quantity, long price, GuardPlan plan) {
        return new Command.Place("BTC/USD", Side.BUY, type, quantity, price, 0, TimeInForce.GTC, false, plan);
    }

    private static Event top(long bid, long time) {
        return new Event.TopMoved("BTC/USD", new Top(bid, 1, bid + 1, 1, time));
    }

    private static Event reported(OrderReport report) {
        return new Event.Reported(report);
    }

    private static Event filled(OrderRequest order, long price, BigDecimal fee, String asset, long time) {
        return reported(new OrderReport.Filled(new Fill(
                "t-" + order.clientId(),
                order.clientId(),
                order.symbol(),
                order.side(),
                price,
                order.quantity(),
                fee,
                asset,
                time,
                false)));
    }
}
