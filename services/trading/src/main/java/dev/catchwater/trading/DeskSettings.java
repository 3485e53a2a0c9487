package dev.catchwater.trading;

import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.risk.GuardPlan;
import dev.catchwater.trading.strategy.Sizing;
import dev.catchwater.trading.strategy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * How one instrument is traded.
 *
 * @param strategy null if only people place orders
 * @param reserve share of the cash that entries leave for fees and slippage, basis points
 * @param protection how stops trail and how patient they are; their distances come with the signals
 */
public record DeskSettings(
        Instrument instrument, @Nullable Strategy strategy, Sizing sizing, int reserve, GuardPlan protection) {

    /** A guard that neither stops nor trails by itself, and waits five seconds for an answer. */
    public static final GuardPlan PATIENT = new GuardPlan(0, 0, 0, 0, 10_000, 5_000);
}
