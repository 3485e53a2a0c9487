package dev.catchwater.trading.risk;

/**
 * How a position is protected. Prices are unscaled, times milliseconds.
 *
 * @param stop the price at which it is given up; 0 for none
 * @param target the price at which the profit is taken; 0 for none
 * @param trail how far the stop follows below the highest price; 0 if it stays
 * @param leastMove a trailing stop is not moved by less
 * @param leastInterval nor sooner than this after the last time: each move leaves the position naked for a moment
 * @param patience how long an exit or a stop may wait for the exchange's word
 */
public record GuardPlan(long stop, long target, long trail, long leastMove, long leastInterval, long patience) {

    public GuardPlan {
        if (stop < 0 || target < 0 || trail < 0 || leastMove < 0 || leastInterval < 0 || patience < 1) {
            throw new IllegalArgumentException("a plan's numbers are not negative, and it has some patience");
        }
    }
}
