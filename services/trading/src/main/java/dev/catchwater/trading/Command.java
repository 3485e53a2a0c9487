package dev.catchwater.trading;

import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.order.TimeInForce;
import dev.catchwater.trading.risk.GuardPlan;

/** What can be asked of an engine. Quantities and prices are unscaled. */
public sealed interface Command {

    /** The kill switch. {@code leave}: sell what is held, too. */
    record Halt(String by, String reason, boolean leave) implements Command {}

    /** Trading goes on; whoever asks has confirmed it. */
    record Resume(String by) implements Command {}

    /** An order by hand; with a plan, what it buys is protected (a bracket). */
    record Place(
            String symbol,
            Side side,
            OrderType type,
            long quantity,
            long price,
            long stopPrice,
            TimeInForce timeInForce,
            boolean postOnly,
            GuardPlan plan)
            implements Command {}

    /** Protects what is held: stop and target of which one ends the other (OCO), or a stop that trails. */
    record Protect(String symbol, GuardPlan plan) implements Command {}

    /** Cancels an order of ours. */
    record Cancel(String clientId) implements Command {}

    /** Sells what is held. */
    record Leave(String symbol) implements Command {}

    /** Sends a quantity in equal parts at equal times; at the market if the price is 0. */
    record Twap(String symbol, Side side, long quantity, long price, int slices, long interval) implements Command {}

    /** Sends a quantity at a limit, showing a part at a time. */
    record Iceberg(String symbol, Side side, long quantity, long price, long display) implements Command {}
}
