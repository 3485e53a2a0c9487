package dev.catchwater.trading.ledger;

import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.StateHash;
import dev.catchwater.trading.order.Fill;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The balances of one account and what its positions cost, moved by fills alone. Exact. For one thread. */
public final class Ledger {

    /** What one unit of a third currency is worth in a quote currency at the time of a fill; empty if nobody knows. */
    public interface Rates {
        Optional<BigDecimal> rate(String asset, String quote);
    }

    private final Map<String, BigDecimal> balances = new TreeMap<>();
    private final Map<String, CostBasis.Fifo> fifo = new HashMap<>();
    private final Map<String, CostBasis.Average> average = new HashMap<>();
    private final Map<String, BigDecimal> fees = new TreeMap<>();
    private final Map<String, BigDecimal> unvalued = new TreeMap<>();
    private final Rates rates;
    private long fills;

    public Ledger(Map<String, BigDecimal> balances, Rates rates) {
        this.balances.putAll(balances);
        this.rates = rates;
    }

    /** A ledger that knows no third currency by itself. */
    public static Ledger of(Map<String, BigDecimal> balances) {
        return new Ledger(balances, (asset, quote) -> Optional.empty());
    }

    /** Books a fill. Whether it is a new one is for the order to say. */
    public void book(Instrument instrument, Fill fill) {
        book(instrument, fill, rates);
    }

    /** The same, with what a third currency is worth now. */
    public void book(Instrument instrument, Fill fill, Rates now) {
        var quantity = instrument.quantityOf(fill.quantity());
        var price = instrument.priceOf(fill.price());
        var value = quantity.multiply(price);
        var fee = fee(instrument, fill, now);
        boolean buying = fill.side().buying();
        move(instrument.base(), buying ? quantity : quantity.negate());
        move(instrument.quote(), buying ? value.negate() : value);
        move(fill.feeAsset(), fill.fee().negate());
        fees.merge(instrument.quote(), fee.worth(price), BigDecimal::add);
        fills++;
        for (var basis : new CostBasis[] {fifo(instrument.symbol()), average(instrument.symbol())}) {
            if (buying) {
                basis.buy(quantity, price, fee);
            } else {
                sell(basis, quantity, price, fee);
            }
        }
    }

    public BigDecimal balance(String asset) {
        return balances.getOrDefault(asset, BigDecimal.ZERO);
    }

    /** A balance in the engine's scale, rounded down; the most there is where it is more than can be counted. */
    public long money(String asset) {
        return FixedPoint.saturated(balance(asset), FixedPoint.MONEY);
    }

    public Map<String, BigDecimal> balances() {
        return Collections.unmodifiableMap(balances);
    }

    public CostBasis.Fifo fifo(String symbol) {
        return fifo.computeIfAbsent(symbol, _ -> new CostBasis.Fifo());
    }

    public CostBasis.Average average(String symbol) {
        return average.computeIfAbsent(symbol, _ -> new CostBasis.Average());
    }

    /** Fees paid so far, by quote currency, others at their worth. */
    public BigDecimal fees(String quote) {
        return fees.getOrDefault(quote, BigDecimal.ZERO);
    }

    /** Fees whose worth nobody knew when they were taken, by currency: profits are too high by them. */
    public Map<String, BigDecimal> unvalued() {
        return Collections.unmodifiableMap(unvalued);
    }

    public void hash(StateHash hash) {
        hash.add(fills);
        balances.forEach((asset, amount) ->
                hash.add(asset).add(amount.stripTrailingZeros().toPlainString()));
    }

    private Fee fee(Instrument instrument, Fill fill, Rates now) {
        if (fill.fee().signum() == 0) {
            return Fee.NONE;
        }
        if (fill.feeAsset().equals(instrument.quote())) {
            return Fee.quote(fill.fee());
        }
        return fill.feeAsset().equals(instrument.base()) ? Fee.base(fill.fee()) : thirdCurrency(instrument, fill, now);
    }

    // A fill that happened is booked, whatever its fee was taken in: refusing it would leave a position unprotected.
    private Fee thirdCurrency(Instrument instrument, Fill fill, Rates now) {
        var rate = now.rate(fill.feeAsset(), instrument.quote());
        if (rate.isEmpty()) {
            unvalued.merge(fill.feeAsset(), fill.fee(), BigDecimal::add);
            return Fee.NONE;
        }
        return Fee.quote(fill.fee().multiply(rate.get()));
    }

    // What was there before the first fill has no cost that we know of: it counts as bought at this price.
    private static void sell(CostBasis basis, BigDecimal quantity, BigDecimal price, Fee fee) {
        var missing = quantity.add(fee.base()).subtract(basis.position());
        if (missing.signum() > 0) {
            basis.buy(missing, price, Fee.NONE);
        }
        basis.sell(quantity, price, fee);
    }

    private void move(String asset, BigDecimal amount) {
        if (amount.signum() != 0) {
            balances.merge(asset, amount, BigDecimal::add);
        }
    }
}
