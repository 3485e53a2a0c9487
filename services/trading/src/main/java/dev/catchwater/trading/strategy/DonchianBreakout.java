package dev.catchwater.trading.strategy;

import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.StateHash;
import dev.catchwater.trading.strategy.indicator.Atr;
import dev.catchwater.trading.strategy.indicator.Donchian;

/** Buys a close above the highest high of the bars before, sells one below the lowest low of a shorter period. */
public final class DonchianBreakout implements Strategy {

    private final Donchian entry;
    private final Donchian exit;
    private final Atr range;
    private final double stopRanges;

    public DonchianBreakout(int entryPeriod, int exitPeriod, double stopRanges) {
        if (stopRanges < 0) {
            throw new IllegalArgumentException("a distance is not negative");
        }
        entry = new Donchian(entryPeriod);
        exit = new Donchian(exitPeriod);
        range = new Atr(entryPeriod);
        this.stopRanges = stopRanges;
    }

    @Override
    public Signal onBar(Bar bar, boolean holding) {
        // The channel of the bars before this one: with this one in it, no close could ever break out.
        boolean above = entry.ready() && bar.close() > entry.upper();
        boolean below = exit.ready() && bar.close() < exit.lower();
        entry.add(bar);
        exit.add(bar);
        range.add(bar);
        if (holding) {
            return below ? Signal.EXIT : Signal.STAY;
        }
        return above && range.ready() ? new Signal.Enter((long) (range.value() * stopRanges), 0) : Signal.STAY;
    }

    @Override
    public void hash(StateHash hash) {
        entry.hash(hash);
        exit.hash(hash);
        range.hash(hash);
    }
}
