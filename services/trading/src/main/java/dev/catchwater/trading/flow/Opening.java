package dev.catchwater.trading.flow;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.Engine;
import dev.catchwater.trading.EngineSettings;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.Exchange;
import dev.catchwater.trading.Genesis;
import dev.catchwater.trading.Journal;
import dev.catchwater.trading.ledger.Ledger;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.OrderReport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** From nothing to an account of which every order is known: the journal told again, then the exchange asked. */
final class Opening {

    private static final Logger LOG = Logger.getLogger(Opening.class);
    private static final int PAGE = 5_000;
    private static final Duration LOOK = Duration.ofMillis(250);
    // The difference of clocks at which entries end, and a little more: what is told of a later time is told of now.
    private static final long AHEAD = 5_000;

    private final Exchange exchange;
    private final Journal journal;
    private final FlowSettings settings;
    private final Uni<Void> permission;
    private final InstantSource clock;
    private final Executor loop;

    Opening(
            Exchange exchange,
            Journal journal,
            FlowSettings settings,
            Uni<Void> permission,
            InstantSource clock,
            Executor loop) {
        this.exchange = exchange;
        this.journal = journal;
        this.settings = settings;
        this.permission = permission;
        this.clock = clock;
        this.loop = loop;
    }

    /** Opens it; what was begun of a try that fails writes no more. */
    Uni<Account> open(Consumer<String> phase, Line.Hearer told) {
        phase.accept("looking at the exchange");
        return permission
                .chain(exchange::skew)
                .chain(() -> exchange.instruments(settings.symbols()))
                .chain(instruments -> Uni.combine()
                        .all()
                        .unis(journal.genesis(), exchange.balances())
                        .asTuple()
                        .chain(known -> genesis(known.getItem1().orElse(null), known.getItem2(), instruments))
                        .emitOn(loop)
                        .map(genesis -> account(genesis, instruments, told)))
                .chain(made -> {
                    phase.accept("telling the journal again");
                    return replay(made, 0)
                            .chain(journal::stopped)
                            .emitOn(loop)
                            .onFailure()
                            .invoke(made::close)
                            .invoke(stop -> haltAsBefore(made, stop.orElse(null)))
                            .invoke(() ->
                                    made.courier().recall(made.engine().orders().working()))
                            .invoke(() -> phase.accept("asking for orders"))
                            .chain(() -> known(made.listening(listen(made))));
                });
    }

    private Uni<Account> known(Account made) {
        return reconcile(made).onTermination().invoke((opened, failure, canceled) -> {
            if (failure != null || canceled) {
                made.close();
            }
        });
    }

    // Other settings do not lift what only a person may lift, and nor does a process that ended before it obeyed.
    private void haltAsBefore(Account made, Command.@Nullable Halt stop) {
        if (stop != null) {
            made.line().offer(new Event.Commanded(stop, clock.millis()));
        } else if (made.genesis().halted() && made.engine().events() == 0) {
            var halt = new Command.Halt("the service", "halted under the settings before", false);
            made.line().offer(new Event.Commanded(halt, clock.millis()));
        }
    }

    // Settings that changed would decide the old events otherwise: their journal ends.
    private Uni<Genesis> genesis(
            @Nullable Genesis known, Map<String, BigDecimal> balances, List<Instrument> instruments) {
        var described = settings.described() + " " + instruments;
        if (known != null && known.settings().equals(described)) {
            // Somebody with other settings may have begun to end it.
            return journal.close(known.epoch(), false).replaceWith(known);
        }
        long epoch = known == null ? 1 : known.epoch() + 1;
        var prefix = "c" + Long.toString(clock.instant().getEpochSecond(), 36);
        var name = prefix.substring(0, Math.min(8, prefix.length()));
        if (known == null) {
            var first = new Genesis(epoch, name, described, balances, false);
            return journal.begin(first).replaceWith(first);
        }
        return new Succession(exchange, journal, settings.settle(), settings.abandoned())
                .end(known, instruments)
                .chain(() -> journal.genesis())
                .flatMap(last -> exchange.balances()
                        .map(now -> new Genesis(
                                epoch, name, described, now, last.orElse(known).halted())))
                .call(journal::begin);
    }

    private Account account(Genesis genesis, List<Instrument> instruments, Line.Hearer told) {
        Function<String, Instrument> bySymbol = symbol -> instruments.stream()
                .filter(instrument -> instrument.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
        var line = new Line[1];
        Consumer<Event> in = event -> line[0].offer(event);
        var courier =
                new Courier(exchange, bySymbol, report -> in.accept(reported(report)), clock, settings.settle(), loop);
        line[0] = new Line(loop, journal, genesis.epoch(), courier, told);
        var desks = instruments.stream().map(settings.desk()).toList();
        var engine = new Engine(
                new EngineSettings(genesis.prefix(), settings.currency(), settings.limits(), desks, true),
                Ledger.of(genesis.balances()),
                line[0]);
        line[0].begin(engine);
        var prices = new Prices(instruments, settings.bar(), in);
        return new Account(genesis, instruments, engine, line[0], courier, prices, () -> {});
    }

    // Before anything is asked: what it tells by itself does not have to be.
    private Cancellable listen(Account made) {
        var ours = made.genesis().prefix() + "-";
        return exchange.reports(made.instruments())
                .emitOn(loop)
                .filter(report -> report.clientId().startsWith(ours))
                .subscribe()
                .with(
                        report -> made.line().offer(reported(report)),
                        thrown -> LOG.error("no more word of orders but what is asked for", thrown));
    }

    private Event reported(OrderReport report) {
        long now = clock.millis();
        return new Event.Reported(report.time() - now > AHEAD ? report.notAfter(now) : report);
    }

    private Uni<Void> replay(Account made, long after) {
        return journal.after(made.genesis().epoch(), after, PAGE).emitOn(loop).chain(page -> {
            page.forEach(made.line()::again);
            return page.size() < PAGE
                    ? Uni.createFrom().voidItem()
                    : replay(made, page.getLast().number());
        });
    }

    // The last write of a life that was killed may come after the journal was told again: then it is told once more.
    private static void writes(Account made) {
        if (made.line().fenced() || made.line().broken()) {
            throw new IllegalStateException("the journal went on while it was told again");
        }
    }

    private Uni<Account> reconcile(Account made) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(LOOK)
                .every(LOOK)
                .onOverflow()
                .drop()
                .emitOn(loop)
                .onItem()
                .transformToUniAndConcatenate(tick -> Audit.lookAtAll(made, exchange, loop)
                        .replaceWith(true)
                        // A try that ended here would leave a line behind that still writes.
                        .onFailure()
                        .recoverWithItem(true))
                .onItem()
                .invoke(done -> writes(made))
                .select()
                .where(done -> Audit.certain(made.engine()))
                .toUni()
                .replaceWith(made);
    }
}
