package dev.catchwater.trading.flow;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.Engine;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.Exchange;
import dev.catchwater.trading.Journal;
import dev.catchwater.trading.market.Instrument;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The life of one account: what the journal knows is told again, orders that may have arrived are asked for, balances are
 * compared, and only then prices and commands are let in.
 */
public final class Trader {

    private static final Logger LOG = Logger.getLogger(Trader.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Exchange exchange;
    private final FlowSettings settings;
    private final Opening opening;
    private final InstantSource clock;
    private final Executor loop;
    private final Consumer<List<Event>> listener;
    private final List<Cancellable> running = new ArrayList<>();
    private final Wanted wanted;
    private final EarlyHalt early;
    private volatile State state = new State("starting", false, Map.of());
    private Map<String, BigDecimal> suspicion = Map.of();
    private volatile @Nullable Account account;
    private boolean stopped;

    /**
     * Whether it trades.
     *
     * @param phase what it is doing
     * @param differences what the exchange has more of each currency than the ledger
     */
    public record State(String phase, boolean reconciled, Map<String, BigDecimal> differences) {}

    /**
     * An account that is not kept yet.
     *
     * @param permission fails if this exchange must not be traded at
     * @param loop runs tasks one after another
     * @param listener hears of events once they are kept
     */
    public Trader(
            Exchange exchange,
            Journal journal,
            FlowSettings settings,
            Uni<Void> permission,
            InstantSource clock,
            Executor loop,
            Consumer<List<Event>> listener) {
        this.exchange = exchange;
        this.settings = settings;
        opening = new Opening(exchange, journal, settings, permission, clock, loop);
        this.clock = clock;
        this.loop = loop;
        this.listener = listener;
        wanted = new Wanted(loop);
        early = new EarlyHalt(journal, loop);
    }

    /** Begins, and tries again until it has begun. */
    public void start() {
        running.add(Uni.createFrom()
                .deferred(() -> opening.open(phase -> state = new State(phase, false, Map.of()), hearer()))
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .retry()
                .withBackOff(AGAIN, Duration.ofSeconds(15))
                .indefinitely()
                .emitOn(loop)
                .subscribe()
                .with(this::run, thrown -> LOG.error("trading does not begin", thrown)));
    }

    public void stop() {
        stopped = true;
        var now = account;
        if (now != null) {
            now.close();
        }
        List.copyOf(running).forEach(Cancellable::cancel);
    }

    public State state() {
        var now = account;
        if (now != null && now.line().fenced()) {
            return new State("another process writes this journal", false, Map.of());
        }
        if (now != null && now.line().broken()) {
            return new State("the engine failed: only a restart tells whether it can go on", false, Map.of());
        }
        return now != null && now.line().stuck() ? new State("the journal cannot be written", false, Map.of()) : state;
    }

    public String exchangeName() {
        return exchange.name();
    }

    /** Looks at the engine; fails while there is none. */
    public <T> Uni<T> look(Function<Engine, T> at) {
        return Uni.createFrom()
                .emitter(emitter -> loop.execute(() -> {
                    var now = account;
                    if (now == null) {
                        emitter.fail(new NotReady(state.phase()));
                    } else {
                        emitter.complete(at.apply(now.engine()));
                    }
                }));
    }

    public List<Instrument> instruments() {
        var now = account;
        return now == null ? List.of() : now.instruments();
    }

    /** The same without a name. */
    public Uni<String> command(Command command) {
        return command(command, null);
    }

    /**
     * Asks for something; completes once it is kept, with the empty text or the reason why it cannot be done. Fails with
     * {@link NotReady} where it was not done, or nobody knows whether it will be.
     *
     * @param key the caller's name of this wish: asked again under it, it is not done again
     */
    public Uni<String> command(Command command, @Nullable String key) {
        var event = new Event.Commanded(command, clock.millis(), key);
        return command instanceof Command.Halt halt && account == null
                ? early.keep(event, halt, () -> state.phase())
                : wanted.ask(event, this::take);
    }

    // On the loop.
    private Line take(Event.Commanded event) {
        var now = account;
        boolean halts = event.command() instanceof Command.Halt;
        if (now == null || !(state.reconciled() || halts)) {
            throw new NotReady(state.phase());
        }
        return now.line();
    }

    private Uni<Void> audit(Account made) {
        return exchange.balances()
                .emitOn(loop)
                .invoke(there -> audited(made, there))
                .replaceWithVoid();
    }

    // A fill that was not asked for yet looks like a difference: only one that stays is one.
    private void audited(Account made, Map<String, BigDecimal> there) {
        var differences = Audit.differences(made.engine(), there);
        if (differences.isEmpty() || differences.equals(suspicion)) {
            state = new State(differences.isEmpty() ? "trading" : "balances differ", true, differences);
        }
        if (!differences.isEmpty()) {
            LOG.warnf("the exchange has other balances than the ledger, by %s", differences);
        }
        suspicion = differences;
    }

    private void run(Account made) {
        if (stopped) {
            made.close();
            return;
        }
        account = made;
        early.obey(made.line());
        state = new State("trading", true, Map.of());
        LOG.infof("trading at %s, event %d", exchange.name(), made.line().number());
        running.add(exchange.market(made.instruments())
                .emitOn(loop)
                .subscribe()
                .with(
                        event -> made.prices().take(event, clock.millis()),
                        thrown -> LOG.error("no more prices", thrown)));
        running.add(made.reports());
        keep(made);
    }

    private void keep(Account made) {
        running.add(Rounds.every(loop, settings.tick(), () -> {
            made.prices().tick(clock.millis());
            // All other events bring their time along: a tick for which nobody waits would only be kept.
            if (!made.line().stuck() && made.engine().waits()) {
                made.line().offer(new Event.Ticked(clock.millis()));
            }
            return Uni.createFrom().voidItem();
        }));
        // What cannot be kept would be told again and again.
        running.add(Rounds.every(
                loop,
                settings.poll(),
                () -> made.line().stuck()
                        ? Uni.createFrom().voidItem()
                        : Audit.look(made, exchange, loop, clock.millis())));
        running.add(Rounds.every(
                loop,
                settings.audit(),
                () -> exchange.skew()
                        .invoke(skew -> made.line().offer(new Event.SkewMeasured(skew, clock.millis())))
                        .chain(() -> audit(made))));
    }

    private Line.Hearer hearer() {
        return new Line.Hearer() {
            @Override
            public void told(List<Line.Told> told) {
                wanted.told(told);
                var now = account;
                if (now != null) {
                    told.forEach(each -> now.askAtOnce(each.event()));
                }
                listener.accept(told.stream().map(Line.Told::event).toList());
            }

            @Override
            public void unkept(Event event, String why, boolean begun) {
                wanted.unkept(event, why, begun);
            }
        };
    }

    private void failed(Throwable why) {
        state = new State("waiting: " + why.getMessage(), false, Map.of());
        LOG.warnf("trading does not begin yet: %s", why.getMessage());
    }
}
