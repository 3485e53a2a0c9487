package dev.catchwater.trading.strategy;

import dev.catchwater.trading.market.Instrument;

/** How much to buy at an entry. Results are rounded down to the instrument's step and never cost more than there is. */
public sealed interface Sizing {

    /**
     * The quantity to buy.
     *
     * @param cash free money, {@link dev.catchwater.trading.market.FixedPoint#MONEY}
     * @param equity all there is, at the same scale
     * @param stop distance of the stop, an unscaled price; 0 if there is none
     * @return an unscaled quantity; 0 to buy nothing
     */
    default long quantity(Instrument instrument, long cash, long equity, long price, long stop) {
        long wanted = wanted(instrument, equity, price, stop);
        return instrument.roundQuantity(Math.max(0, Math.min(wanted, instrument.affordable(cash, price))));
    }

    /** Before rounding and what can be paid. */
    long wanted(Instrument instrument, long equity, long price, long stop);

    /** Always the same quantity. */
    record Fixed(long quantity) implements Sizing {
        @Override
        public long wanted(Instrument instrument, long equity, long price, long stop) {
            return quantity;
        }
    }

    /** A share of the equity in basis points (1/10,000). */
    record Share(int basisPoints) implements Sizing {
        @Override
        public long wanted(Instrument instrument, long equity, long price, long stop) {
            return instrument.affordable(part(equity, basisPoints), price);
        }
    }

    /** So much that the stop costs this share of the equity; nothing where there is no stop. */
    record RiskShare(int basisPoints) implements Sizing {
        @Override
        public long wanted(Instrument instrument, long equity, long price, long stop) {
            return stop <= 0 ? 0 : instrument.affordable(part(equity, basisPoints), stop);
        }
    }

    /**
     * A quarter of what Kelly's formula says at most: {@code W - (1 - W) / R} of the equity.
     *
     * @param winRate W, the share of trades that won
     * @param payoff R, the average win by the average loss
     */
    record Kelly(double winRate, double payoff) implements Sizing {
        private static final double MOST = 0.25;

        @Override
        public long wanted(Instrument instrument, long equity, long price, long stop) {
            double share = payoff <= 0 ? 0 : winRate - (1 - winRate) / payoff;
            int basisPoints = (int) (Math.clamp(share, 0, 1) * MOST * 10_000);
            return instrument.affordable(part(equity, basisPoints), price);
        }
    }

    private static long part(long equity, int basisPoints) {
        return Math.max(0, equity) / 10_000 * basisPoints;
    }
}
