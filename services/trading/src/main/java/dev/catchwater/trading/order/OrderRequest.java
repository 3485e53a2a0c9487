package dev.catchwater.trading.order;

/**
 * What is to be sent to an exchange. Quantity and prices are unscaled in the instrument's scales.
 *
 * @param clientId our name of it, never used twice, at most 18 characters of {@code a-z 0-9 -}
 * @param price the limit; 0 if the type has none
 * @param stopPrice the price that triggers it; 0 if the type has none
 * @param postOnly rather be refused than take from the book
 * @param reducing whether it only makes a position smaller: such orders pass while entries are stopped
 */
public record OrderRequest(
        String clientId,
        String symbol,
        Side side,
        OrderType type,
        long quantity,
        long price,
        long stopPrice,
        TimeInForce timeInForce,
        boolean postOnly,
        boolean reducing) {

    /** What the strictest of the exchanges takes. */
    public static final int LONGEST_ID = 18;

    public OrderRequest {
        if (clientId.isEmpty() || clientId.length() > LONGEST_ID) {
            throw new IllegalArgumentException("a client id has 1 to " + LONGEST_ID + " characters");
        }
        if (quantity <= 0 || type.priced() != price > 0 || type.stopped() != stopPrice > 0) {
            throw new IllegalArgumentException(
                    "a " + type + " order of " + quantity + " at " + price + ", stop " + stopPrice);
        }
    }

    public static OrderRequest market(String clientId, String symbol, Side side, long quantity, boolean reducing) {
        return new OrderRequest(
                clientId, symbol, side, OrderType.MARKET, quantity, 0, 0, TimeInForce.GTC, false, reducing);
    }

    public static OrderRequest limit(String clientId, String symbol, Side side, long quantity, long price) {
        return new OrderRequest(
                clientId, symbol, side, OrderType.LIMIT, quantity, price, 0, TimeInForce.GTC, false, false);
    }

    /** A stop that sells what is held. */
    public static OrderRequest stop(String clientId, String symbol, long quantity, long stopPrice) {
        return new OrderRequest(
                clientId, symbol, Side.SELL, OrderType.STOP, quantity, 0, stopPrice, TimeInForce.GTC, false, true);
    }
}
