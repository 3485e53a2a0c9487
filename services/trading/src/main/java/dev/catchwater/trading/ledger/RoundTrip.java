package dev.catchwater.trading.ledger;

import java.math.BigDecimal;

/**
 * A position from its first fill until it was flat again.
 *
 * @param entered milliseconds since the epoch
 * @param quantity the most that was held
 * @param bought what was paid, fees included
 * @param sold what was got, fees taken off
 * @param bars how many bars it was held over
 */
public record RoundTrip(
        String symbol, long entered, long left, BigDecimal quantity, BigDecimal bought, BigDecimal sold, long bars) {

    public BigDecimal profit() {
        return sold.subtract(bought);
    }
}
