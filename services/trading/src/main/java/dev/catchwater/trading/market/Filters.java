package dev.catchwater.trading.market;

/**
 * What an exchange accepts for an instrument. Prices and quantities are unscaled in the instrument's scales, the notional
 * in {@link FixedPoint#MONEY}; 0 says that there is no such rule.
 *
 * @param tick step of prices
 * @param step step of quantities
 * @param minQuantity least quantity of an order
 * @param maxQuantity greatest quantity of an order
 * @param minNotional least price times quantity
 */
public record Filters(long tick, long step, long minQuantity, long maxQuantity, long minNotional) {

    /** No rule but the scales. */
    public static final Filters NONE = new Filters(1, 1, 0, 0, 0);

    public Filters {
        if (tick < 0 || step < 0 || minQuantity < 0 || maxQuantity < 0 || minNotional < 0) {
            throw new IllegalArgumentException("a filter is not negative");
        }
    }
}
