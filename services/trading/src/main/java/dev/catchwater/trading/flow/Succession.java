package dev.catchwater.trading.flow;

import dev.catchwater.trading.Exchange;
import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.Genesis;
import dev.catchwater.trading.Journal;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.Instrument;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The end of a journal whose settings have changed: nobody writes to it any more, nothing of it rests at the exchange or
 * is on its way there, and nothing is held that would be forgotten with the stop that protects it.
 */
final class Succession {

    private static final Logger LOG = Logger.getLogger(Succession.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Exchange exchange;
    private final Journal journal;
    private final Duration settle;
    private final long abandoned;

    Succession(Exchange exchange, Journal journal, Duration settle, long abandoned) {
        this.exchange = exchange;
        this.journal = journal;
        this.settle = settle;
        this.abandoned = abandoned;
    }

    /**
     * Ends an epoch; completes when its orders are gone for good.
     *
     * <p>Fails while something is held, before anything is canceled: unless the operator has said that it is to be left.
     */
    Uni<Void> end(Genesis old, List<Instrument> listed) {
        return journal.traded(old.epoch())
                .chain(traded -> all(traded, listed)
                        .chain(instruments -> nothingHeld(old, traded, instruments)
                                .chain(() -> journal.close(old.epoch(), true))
                                .chain(() -> cancelAll(old, instruments))
                                // What was sent just before is taken until the exchange's window is over.
                                .chain(() -> Uni.createFrom()
                                        .voidItem()
                                        .onItem()
                                        .delayIt()
                                        .by(settle))
                                .chain(() -> untilNothingRests(old, instruments))
                                .chain(() -> journal.traded(old.epoch()))
                                .chain(after -> nothingHeld(old, after, instruments))));
    }

    // An instrument that is traded no more may have orders and positions all the same.
    private Uni<List<Instrument>> all(List<Journal.Traded> traded, List<Instrument> listed) {
        var more = traded.stream()
                .map(Journal.Traded::symbol)
                .filter(symbol -> listed.stream()
                        .noneMatch(instrument -> instrument.symbol().equals(symbol)))
                .toList();
        if (more.isEmpty()) {
            return Uni.createFrom().item(listed);
        }
        return exchange.instruments(more)
                .onFailure(Succession::unknown)
                .recoverWithItem(thrown -> {
                    LOG.errorf("of %s nothing can be canceled: %s", more, thrown.getMessage());
                    return List.of();
                })
                .map(found -> {
                    var all = new ArrayList<>(listed);
                    all.addAll(found);
                    return all;
                });
    }

    private Uni<Void> nothingHeld(Genesis old, List<Journal.Traded> traded, List<Instrument> instruments) {
        if (abandoned == old.epoch()) {
            LOG.warnf("what epoch %d holds is left as it is", abandoned);
            return Uni.createFrom().voidItem();
        }
        return exchange.balances()
                .invoke(now -> {
                    var held = held(old, traded, instruments, now);
                    if (!held.isEmpty()) {
                        throw new IllegalStateException("settings have changed while " + held
                                + " is held, which new ones would not protect: sell it, with the old settings or at the exchange, or set"
                                + " catchwater.trading.abandoned=" + old.epoch() + " to leave it as it is");
                    }
                })
                .replaceWithVoid();
    }

    /** What is more than can be sold: by the fills that are known, or by what the account has more than at the beginning. */
    private static Map<String, BigDecimal> held(
            Genesis old, List<Journal.Traded> traded, List<Instrument> instruments, Map<String, BigDecimal> now) {
        var held = new TreeMap<String, BigDecimal>();
        for (var each : traded) {
            instruments.stream()
                    .filter(instrument -> instrument.symbol().equals(each.symbol()))
                    .forEach(instrument -> {
                        var asset = instrument.base();
                        var booked = instrument.quantityOf(each.quantity()).subtract(each.fees());
                        // A fill that nobody heard of is in the account all the same.
                        var grown = now.getOrDefault(asset, BigDecimal.ZERO)
                                .subtract(old.balances().getOrDefault(asset, BigDecimal.ZERO));
                        var there = now.getOrDefault(asset, BigDecimal.ZERO);
                        var most = booked.min(there).max(grown);
                        if (sellable(instrument, most, each.price())) {
                            held.put(asset, most.stripTrailingZeros());
                        }
                    });
        }
        return held;
    }

    private static boolean sellable(Instrument instrument, BigDecimal quantity, long price) {
        if (quantity.signum() <= 0) {
            return false;
        }
        long units = instrument.roundQuantity(FixedPoint.floor(quantity, instrument.quantityScale()));
        // A market that is closed today opens again.
        var open = new Instrument(
                instrument.base(),
                instrument.quote(),
                instrument.priceScale(),
                instrument.quantityScale(),
                price == 0 ? withoutNotional(instrument.filters()) : instrument.filters(),
                true);
        return open.refusal(price, units, false).isEmpty();
    }

    private static Filters withoutNotional(Filters filters) {
        return new Filters(filters.tick(), filters.step(), filters.minQuantity(), filters.maxQuantity(), 0);
    }

    private Uni<Void> untilNothingRests(Genesis old, List<Instrument> instruments) {
        return cancelAll(old, instruments)
                .chain(canceled -> canceled == 0
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(LOOK)
                                .chain(() -> untilNothingRests(old, instruments)));
    }

    /** Cancels what rests of an epoch; answers how many orders that were. */
    private Uni<Integer> cancelAll(Genesis old, List<Instrument> instruments) {
        return Multi.createFrom()
                .iterable(instruments)
                .onItem()
                .transformToUniAndConcatenate(instrument -> exchange.open(instrument)
                        .onItem()
                        .transformToMulti(open -> Multi.createFrom().iterable(open))
                        .filter(order -> order.clientId().startsWith(old.prefix() + "-"))
                        .onItem()
                        .transformToUniAndConcatenate(order -> exchange.cancel(instrument, order.clientId())
                                // One that was filled meanwhile is no more; one that rests is asked for again.
                                .onFailure(Succession::unknown)
                                .recoverWithItem(List.of()))
                        .collect()
                        .asList()
                        .map(List::size))
                .collect()
                .in(() -> new int[1], (sum, count) -> sum[0] += count)
                .map(sum -> sum[0]);
    }

    private static boolean unknown(Throwable thrown) {
        return thrown instanceof ExchangeFailure.Thrown known
                && (known.failure() instanceof ExchangeFailure.NoSuchOrder
                        || known.failure() instanceof ExchangeFailure.Rejected);
    }
}
