package dev.catchwater.trading.strategy;

import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.StateHash;

/**
 * Turns closed bars into signals. It has no clock, no dice and no account: the same bars give the same signals, whether
 * they come from a file, a simulation or an exchange. For one thread.
 */
public interface Strategy {

    /**
     * Takes the next bar and says what is wanted now.
     *
     * @param bar a closed bar; the next one is not known yet
     * @param holding whether there is a position now
     */
    Signal onBar(Bar bar, boolean holding);

    /** Adds all state that later signals depend on. */
    void hash(StateHash hash);
}
