package dev.catchwater.trading.ledger;

import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Fill;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The round trips of one instrument: from flat to flat, fees included. For one thread. */
public final class Trips {

    private static final int REMEMBERED = 10_000;

    private final Instrument instrument;
    private final Deque<RoundTrip> finished = new ArrayDeque<>();
    private BigDecimal bought = BigDecimal.ZERO;
    private BigDecimal sold = BigDecimal.ZERO;
    private BigDecimal most = BigDecimal.ZERO;
    private long entered;
    private long bars;
    private boolean open;

    public Trips(Instrument instrument) {
        this.instrument = instrument;
    }

    /**
     * Takes a fill.
     *
     * @param flat whether nothing that could be sold is left after the fill
     */
    public void fill(Fill fill, BigDecimal feeInQuote, boolean flat) {
        var value = instrument.priceOf(fill.price()).multiply(instrument.quantityOf(fill.quantity()));
        if (!open) {
            if (!fill.side().buying()) {
                return;
            }
            open = true;
            entered = fill.time();
            bars = 0;
            bought = BigDecimal.ZERO;
            sold = BigDecimal.ZERO;
            most = BigDecimal.ZERO;
        }
        if (fill.side().buying()) {
            bought = bought.add(value).add(feeInQuote);
            most = most.add(instrument.quantityOf(fill.quantity()));
        } else {
            sold = sold.add(value).subtract(feeInQuote);
        }
        if (flat) {
            finish(fill.time());
        }
    }

    /** A bar went by. */
    public void bar() {
        if (open) {
            bars++;
        }
    }

    /** The finished ones, oldest first; the newest 10,000. */
    public List<RoundTrip> finished() {
        return List.copyOf(finished);
    }

    private void finish(long time) {
        open = false;
        finished.addLast(new RoundTrip(instrument.symbol(), entered, time, most, bought, sold, bars));
        if (finished.size() > REMEMBERED) {
            finished.removeFirst();
        }
    }
}
