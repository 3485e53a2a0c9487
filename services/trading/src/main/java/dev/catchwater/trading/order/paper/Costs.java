package dev.catchwater.trading.order.paper;

/**
 * What a simulated exchange takes, in basis points (1/10,000).
 *
 * @param maker fee of an order that rested
 * @param taker fee of one that did not
 * @param slippage how much worse than the price market and stop orders are filled
 * @param feeInBase whether a buyer pays in what was bought, as some exchanges do
 */
public record Costs(int maker, int taker, int slippage, boolean feeInBase) {

    public static final Costs NONE = new Costs(0, 0, 0, false);

    public Costs {
        if (Math.min(taker, slippage) < 0 || Math.max(Math.max(maker, taker), slippage) > 1_000) {
            throw new IllegalArgumentException("costs are at most a tenth");
        }
    }
}
