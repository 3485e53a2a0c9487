package dev.catchwater.trading.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.DeskSettings;
import dev.catchwater.trading.Engine;
import dev.catchwater.trading.EngineSettings;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.Genesis;
import dev.catchwater.trading.Journal;
import dev.catchwater.trading.ledger.Ledger;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.Top;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.order.TimeInForce;
import dev.catchwater.trading.risk.Limits;
import dev.catchwater.trading.risk.TradingState;
import dev.catchwater.trading.strategy.Sizing;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Whoever asks for something is answered, whatever becomes of the journal, the engine and the other process. */
class LineTest {

    private static final Instrument BTC = new Instrument("BTC", "USD", 2, 4, new Filters(1, 1, 0, 0, 0), true);
    private static final Duration SOON = Duration.ofMillis(50);

    private final List<OrderRequest> sent = new ArrayList<>();
    private final Held journal = new Held();
    private final Wanted wanted = new Wanted(Runnable::run, SOON);
    private final Line line = line();
    private Engine engine;

    @Test
    void haltOvertakesWhatWaitsForTheJournal() {
        ask(order());
        assertThat(engine.orders().working()).hasSize(1);
        var second = ask(order());
        var halt = ask(new Command.Halt("me", "odd", false));
        assertThatThrownBy(() -> halt.get()).hasMessageContaining("halts as soon as it can");
        assertThatThrownBy(() -> second.get()).hasMessageContaining("it is not done");
        var third = ask(order());
        journal.open();
        assertThat(engine.state()).isEqualTo(TradingState.HALTED);
        assertThat(sent).as("one was kept before").hasSize(1);
        assertThat(third).isCompleted();
        assertThat(engine.denied()).as("and the one after the halt is denied").isEqualTo(1);
    }

    @Test
    void orderWhoseCallerWasToldThatItIsNotDoneIsNotDoneLater() {
        ask(new Command.Resume("me"));
        var order = ask(order());
        assertThatThrownBy(() -> order.get()).hasMessageContaining("it is not done");
        journal.open();
        assertThat(sent).isEmpty();
    }

    @Test
    void whoWaitsIsToldWhenAnotherProcessWrites() {
        var begun = ask(order());
        var waiting = ask(order());
        journal.fail(new Journal.Fenced());
        assertThatThrownBy(() -> begun.get()).hasMessageContaining("nobody knows");
        assertThatThrownBy(() -> waiting.get()).hasMessageContaining("it is not done");
        assertThatThrownBy(() -> ask(order()).get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("another process");
        assertThat(sent).isEmpty();
    }

    @Test
    void fullLineRefusesCommandsAndTakesTheKillSwitchAllTheSame() {
        ask(new Command.Resume("me"));
        for (int i = 0; i < 100_000; i++) {
            line.offer(new Event.Ticked(i));
        }
        assertThatThrownBy(() -> ask(order()).get()).hasMessageContaining("too many events");
        ask(new Command.Halt("me", "odd", false));
        journal.open();
        assertThat(engine.state()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void engineThatFailsSaysSoAndLetsNothingOut() {
        journal.open();
        line.offer(new Event.TopMoved("DOGE/USD", new Top(1, 1, 2, 1, 1)));
        assertThat(line.broken()).isTrue();
        assertThatThrownBy(() -> ask(order()).get()).hasMessageContaining("the engine failed");
        assertThat(sent).isEmpty();
    }

    private CompletableFuture<String> ask(Command command) {
        return wanted.ask(new Event.Commanded(command, 1), event -> line)
                .subscribe()
                .asCompletionStage();
    }

    private static Command order() {
        return new Command.Place(
                "BTC/USD", Side.BUY, OrderType.LIMIT, 10, 10_000, 0, TimeInForce.GTC, false, DeskSettings.PATIENT);
    }

    private Line line() {
        var exit = new Line.Exit() {
            @Override
            public void submit(OrderRequest order) {
                sent.add(order);
            }

            @Override
            public void cancel(OrderRequest order) {}
        };
        var made = new Line(Runnable::run, journal, 1, exit, new Line.Hearer() {
            @Override
            public void told(List<Line.Told> told) {
                wanted.told(told);
            }

            @Override
            public void unkept(Event event, String why, boolean begun) {
                wanted.unkept(event, why, begun);
            }
        });
        var desk = new DeskSettings(BTC, null, new Sizing.Share(5_000), 100, DeskSettings.PATIENT);
        engine = new Engine(
                new EngineSettings("bot", "USD", Limits.wide(), List.of(desk), true),
                Ledger.of(Map.of("USD", new BigDecimal(10_000))),
                made);
        engine.on(new Event.TopMoved("BTC/USD", new Top(10_000, 1, 10_001, 1, 1)));
        made.begin(engine);
        return made;
    }

    /** A journal that waits. */
    private static final class Held implements Journal {

        private CompletableFuture<Void> kept = new CompletableFuture<>();

        void open() {
            kept.complete(null);
        }

        void fail(Throwable why) {
            kept.completeExceptionally(why);
        }

        @Override
        public Uni<Void> append(Batch batch) {
            return Uni.createFrom().completionStage(() -> kept);
        }

        @Override
        public Uni<Void> stop(Command.Halt halt) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Optional<Command.Halt>> stopped() {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<Optional<Genesis>> genesis() {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<Void> begin(Genesis genesis) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> close(long epoch, boolean closed) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<List<Traded>> traded(long epoch) {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<List<Kept>> after(long epoch, long number, int limit) {
            return Uni.createFrom().item(List.of());
        }
    }
}
