package dev.catchwater.trading.order;

import java.math.BigDecimal;

/**
 * A part of an order that was traded.
 *
 * @param tradeId the exchange's name of it, unique for the symbol: what tells a repeated report from a second fill
 * @param fee in {@code feeAsset}; negative for a rebate
 * @param time milliseconds since the epoch, the exchange's clock
 * @param maker whether our order had been resting
 */
public record Fill(
        String tradeId,
        String clientId,
        String symbol,
        Side side,
        long price,
        long quantity,
        BigDecimal fee,
        String feeAsset,
        long time,
        boolean maker) {

    public Fill {
        if (tradeId.isEmpty() || price <= 0 || quantity <= 0) {
            throw new IllegalArgumentException("no fill: " + tradeId + " " + quantity + " at " + price);
        }
    }

    Fill at(long when) {
        return new Fill(tradeId, clientId, symbol, side, price, quantity, fee, feeAsset, when, maker);
    }
}
