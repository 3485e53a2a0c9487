package dev.catchwater.trading.strategy.indicator;

import dev.catchwater.trading.market.StateHash;

/** What all indicators can say of themselves. An indicator is for one thread. */
public interface Indicator {

    /** Whether it has seen enough to have a value. */
    boolean ready();

    /** The value after what was added last; NaN until {@link #ready}. */
    double value();

    /** Adds all state that later values depend on. */
    void hash(StateHash hash);
}
