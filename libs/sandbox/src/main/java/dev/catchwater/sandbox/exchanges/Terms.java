package dev.catchwater.sandbox.exchanges;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How a house trades with its customers.
 *
 * @param maker its share of what a resting order is worth
 * @param taker its share of what an order is worth that takes
 * @param quoteFees whether it is paid in the quote currency, and not in what the customer gets
 * @param costScale decimals to which price times quantity is rounded
 * @param refusesCrossedStops whether a stop beyond the price is refused, and not triggered
 */
record Terms(BigDecimal maker, BigDecimal taker, boolean quoteFees, int costScale, boolean refusesCrossedStops) {

    static final Terms BINANCE = new Terms(new BigDecimal("0.001"), new BigDecimal("0.001"), false, 16, true);
    static final Terms KRAKEN = new Terms(new BigDecimal("0.0025"), new BigDecimal("0.0040"), true, 8, false);

    BigDecimal cost(BigDecimal price, BigDecimal quantity) {
        return price.multiply(quantity).setScale(costScale, RoundingMode.HALF_UP);
    }

    BigDecimal fee(BigDecimal worth, boolean resting) {
        return worth.multiply(resting ? maker : taker).setScale(8, RoundingMode.DOWN);
    }

    /** What an order to buy for so much must have behind it. */
    BigDecimal toBuy(BigDecimal worth) {
        return quoteFees ? worth.multiply(BigDecimal.ONE.add(taker)) : worth;
    }
}
