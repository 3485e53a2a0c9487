package dev.catchwater.trading.risk;

import dev.catchwater.trading.market.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * What the gates look at, at the moment of an order.
 *
 * @param now milliseconds since the epoch
 * @param allowed whether this account may trade at all: live trading that nobody opted into may not
 * @param mark the middle of the book, or the last close, unscaled; 0 if there is none
 * @param markTime when the mark was said
 * @param crossed whether the book says that somebody sells below what somebody pays
 * @param resyncing whether the book is being put together anew
 * @param position what is held of the instrument, unscaled
 * @param exposure what all positions are worth
 * @param openOrders orders that work
 * @param skew exchange's clock less ours; null if it was not measured
 */
public record RiskView(
        long now,
        boolean allowed,
        TradingState state,
        boolean dailyLossReached,
        boolean drawdownReached,
        Instrument instrument,
        long mark,
        long markTime,
        boolean crossed,
        boolean resyncing,
        long position,
        long exposure,
        int openOrders,
        @Nullable Long skew) {}
