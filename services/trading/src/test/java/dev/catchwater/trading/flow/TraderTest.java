package dev.catchwater.trading.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.DeskSettings;
import dev.catchwater.trading.Engine;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.Journal;
import dev.catchwater.trading.MarketEvent;
import dev.catchwater.trading.VenueOrder;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.Top;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.order.TimeInForce;
import dev.catchwater.trading.risk.Limits;
import dev.catchwater.trading.risk.TradingState;
import dev.catchwater.trading.strategy.Sizing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must not be lost between a person, an account and its exchange. Nothing is polled here: an hour is long. */
class TraderTest {

    private static final Instrument BTC = new Instrument("BTC", "USD", 2, 4, new Filters(1, 1, 0, 0, 0), true);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Uni<Void> ALLOWED = Uni.createFrom().voidItem();

    private final MemoryJournal journal = new MemoryJournal();
    private final List<Trader> traders = new ArrayList<>();
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final long start = InstantSource.system().millis();

    @AfterEach
    void stop() {
        traders.forEach(Trader::stop);
        loop.shutdown();
    }

    @Test
    void haltThatIsAskedBeforeTheAccountIsOpenIsObeyedByTheNextProcessOnce() {
        Uni<Void> never = Uni.createFrom().failure(new IllegalStateException("the exchange does not answer"));
        var first = trader(new Venue(), never, HOUR);
        assertThatThrownBy(() -> tell(first, new Command.Halt("me", "odd", false)))
                .isInstanceOf(NotReady.class)
                .hasMessageContaining("it is kept");
        first.stop();
        var second = open(new Venue());
        await().atMost(PATIENCE).until(() -> look(second, Engine::state) == TradingState.HALTED);
        tell(second, new Command.Resume("me"));
        second.stop();
        assertThat(look(open(new Venue()), Engine::state)).isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void haltThatIsKeptOnlyAfterItWasObeyedStopsNoLaterProcess() {
        var slow = new CompletableFuture<Void>();
        journal.stopping = Uni.createFrom().completionStage(slow);
        var answered = new CompletableFuture<Void>();
        var first = trader(new Venue(), Uni.createFrom().completionStage(answered), HOUR);
        var asked = first.command(new Command.Halt("me", "odd", false)).subscribeAsCompletionStage();
        answered.complete(null);
        await().atMost(PATIENCE).until(() -> !numbers(Event.Commanded.class).isEmpty());
        slow.complete(null);
        assertThat(asked).failsWithin(PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> journal.stopped().await().atMost(PATIENCE).isEmpty());
        tell(first, new Command.Resume("me"));
        first.stop();
        assertThat(look(open(new Venue()), Engine::state)).isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void haltThatLeavesIsNotForgottenForOneThatDoesLess() {
        journal.stopping = Uni.createFrom().failure(new IllegalStateException("the database is away"));
        var answered = new CompletableFuture<Void>();
        var trader = trader(new Venue(), Uni.createFrom().completionStage(answered), HOUR);
        for (boolean leave : List.of(true, false)) {
            assertThatThrownBy(() -> tell(trader, new Command.Halt("me", "odd", leave)))
                    .hasMessageContaining("it is not kept");
        }
        answered.complete(null);
        await().atMost(PATIENCE).until(() -> !numbers(Event.Commanded.class).isEmpty());
        assertThat(journal.after(1, 0, 10_000).await().atMost(PATIENCE))
                .extracting(Journal.Kept::event)
                .anyMatch(event ->
                        event instanceof Event.Commanded(Command.Halt halt, long at, String key) && halt.leave());
    }

    @Test
    void orderOfWhichNobodyKnowsIsAskedForAtOnce() {
        var trader = open(new Venue() {
            @Override
            public Uni<List<OrderReport>> submit(Instrument instrument, OrderRequest order) {
                submitted.add(order);
                return Uni.createFrom().failure(new ExchangeFailure.Unknown("nobody has answered").asException());
            }

            @Override
            public Uni<Optional<VenueOrder>> find(Instrument instrument, String clientId) {
                return Uni.createFrom()
                        .item(Optional.of(new VenueOrder(clientId, "v", VenueOrder.State.FILLED, 10, start)));
            }

            @Override
            public Uni<List<Fill>> fills(Instrument instrument, VenueOrder order) {
                var fill = new Fill(
                        "t", order.clientId(), "BTC/USD", Side.BUY, 10_000, 10, BigDecimal.ZERO, "USD", start, false);
                return Uni.createFrom().item(List.of(fill));
            }
        });
        assertThat(tell(trader, buy())).isEmpty();
        await().atMost(PATIENCE).until(() -> look(trader, engine -> engine.position("BTC/USD")) == 10);
    }

    @Test
    void reportOfTheFutureIsOneOfNow() {
        var venue = new Venue() {
            @Override
            public Uni<List<OrderReport>> submit(Instrument instrument, OrderRequest order) {
                submitted.add(order);
                long tomorrow = start + 86_400_000;
                return Uni.createFrom().item(List.of(new OrderReport.Accepted(order.clientId(), "v", tomorrow)));
            }
        };
        var trader = open(venue);
        tell(trader, buy());
        await().atMost(PATIENCE)
                .until(() -> look(
                        trader,
                        engine -> engine.orders().working().stream().allMatch(order -> order.venueId() != null)));
        assertThat(tell(trader, buy())).isEmpty();
        assertThat(look(trader, Engine::denied))
                .as("prices have not become old")
                .isZero();
        long changed = look(
                trader, engine -> engine.orders().working().iterator().next().changed());
        assertThat(changed).isLessThan(start + 3_600_000);
    }

    @Test
    void timeIsKeptWhileAnOrderWaitsForItAndNotBefore() {
        var trader = open(new Venue(), Duration.ofMillis(10));
        for (int i = 0; i < 20; i++) {
            tell(trader, new Command.Resume("me"));
        }
        tell(trader, buy());
        await().atMost(PATIENCE).until(() -> numbers(Event.Ticked.class).size() > 2);
        long placed = numbers(Event.Commanded.class).getLast();
        assertThat(numbers(Event.Ticked.class).getFirst()).isGreaterThan(placed);
    }

    private List<Long> numbers(Class<? extends Event> type) {
        return journal.after(1, 0, 10_000).await().atMost(PATIENCE).stream()
                .filter(kept -> type.isInstance(kept.event()))
                .map(Journal.Kept::number)
                .toList();
    }

    private Trader open(Venue venue) {
        return open(venue, HOUR);
    }

    private Trader open(Venue venue, Duration tick) {
        var trader = trader(venue, ALLOWED, tick);
        await().atMost(PATIENCE).until(() -> trader.state().reconciled());
        await().atMost(PATIENCE).until(() -> look(trader, engine -> engine.mark("BTC/USD")) > 0);
        return trader;
    }

    private Trader trader(Venue venue, Uni<Void> permission, Duration tick) {
        var limits = new Limits(0, 1L << 60, 1L << 60, 1L << 60, 9, 0, 0, 99, 1, HOUR.toMillis(), 1L << 60);
        var settings = new FlowSettings(
                List.of("BTC/USD"),
                "USD",
                instrument -> new DeskSettings(instrument, null, new Sizing.Share(1_000), 100, DeskSettings.PATIENT),
                limits,
                "test",
                HOUR,
                tick,
                HOUR,
                Duration.ofSeconds(8),
                HOUR,
                0);
        var trader = new Trader(venue, journal, settings, permission, InstantSource.system(), loop, told -> {});
        traders.add(trader);
        trader.start();
        return trader;
    }

    private static String tell(Trader trader, Command command) {
        return trader.command(command).await().atMost(PATIENCE);
    }

    private static <T> T look(Trader trader, Function<Engine, T> at) {
        return trader.look(at).await().atMost(PATIENCE);
    }

    private static Command buy() {
        return new Command.Place(
                "BTC/USD", Side.BUY, OrderType.MARKET, 10, 0, 0, TimeInForce.GTC, false, DeskSettings.PATIENT);
    }

    /** One price, and then silence. */
    private class Venue extends QuietVenue {

        Venue() {
            super(BTC);
        }

        @Override
        public Multi<MarketEvent> market(List<Instrument> instruments) {
            return Multi.createFrom().item(new MarketEvent.TopMoved("BTC/USD", new Top(10_000, 1, 10_001, 1, start)));
        }
    }
}
