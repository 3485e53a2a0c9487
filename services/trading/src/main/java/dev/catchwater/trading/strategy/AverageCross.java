package dev.catchwater.trading.strategy;

import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.StateHash;
import dev.catchwater.trading.strategy.indicator.Atr;
import dev.catchwater.trading.strategy.indicator.Ema;
import dev.catchwater.trading.strategy.indicator.Sma;

/** Long while the fast average is above the slow one; enters when it comes to be, with a stop of so many true ranges. */
public final class AverageCross implements Strategy {

    private final boolean exponential;
    private final Sma fastSimple;
    private final Sma slowSimple;
    private final Ema fastExponential;
    private final Ema slowExponential;
    private final Atr range;
    private final double stopRanges;
    private int lastSide;

    /**
     * Averages over so many bars.
     *
     * @param stopRanges distance of the stop in average true ranges; 0 for none
     */
    public AverageCross(int fast, int slow, boolean exponential, int rangePeriod, double stopRanges) {
        if (fast >= slow || stopRanges < 0) {
            throw new IllegalArgumentException("the fast average is the shorter one, and a distance is not negative");
        }
        this.exponential = exponential;
        fastSimple = new Sma(fast);
        slowSimple = new Sma(slow);
        fastExponential = new Ema(fast);
        slowExponential = new Ema(slow);
        range = new Atr(rangePeriod);
        this.stopRanges = stopRanges;
    }

    @Override
    public Signal onBar(Bar bar, boolean holding) {
        range.add(bar);
        double close = (double) bar.close();
        double fast = exponential ? fastExponential.add(close) : fastSimple.add(close);
        double slow = exponential ? slowExponential.add(close) : slowSimple.add(close);
        if (Double.isNaN(slow) || !range.ready()) {
            return Signal.STAY;
        }
        int side = Double.compare(fast, slow);
        boolean turned = lastSide < 0 && side > 0;
        lastSide = side == 0 ? lastSide : side;
        if (holding) {
            return side < 0 ? Signal.EXIT : Signal.STAY;
        }
        return turned ? new Signal.Enter((long) (range.value() * stopRanges), 0) : Signal.STAY;
    }

    @Override
    public void hash(StateHash hash) {
        (exponential ? fastExponential : fastSimple).hash(hash);
        (exponential ? slowExponential : slowSimple).hash(hash);
        range.hash(hash);
        hash.add(lastSide);
    }
}
