package dev.catchwater.trading.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Decimal numbers as scaled longs: {@code value = unscaled / 10^scale}. All arithmetic is exact or fails. */
public final class FixedPoint {

    /** The scale of amounts of money within the engine: units of 10^-8 of the quote currency, up to 92 billion. */
    public static final int MONEY = 8;

    private static final int MOST_PLACES = 1_000;
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private FixedPoint() {}

    /** 10 to the power of an exponent from 0 to 18. */
    public static long power(int exponent) {
        return POWERS[exponent];
    }

    /**
     * A decimal as a scaled long.
     *
     * @throws ArithmeticException if the value has more decimals than the scale, or does not fit
     */
    public static long exact(BigDecimal value, int scale) {
        return sane(value)
                .setScale(scale, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    /**
     * The greatest number of this scale that is not above the value.
     *
     * @throws ArithmeticException if it does not fit
     */
    public static long floor(BigDecimal value, int scale) {
        return sane(value).setScale(scale, RoundingMode.FLOOR).unscaledValue().longValueExact();
    }

    /** The same, and the greatest or least number there is where it does not fit. */
    public static long saturated(BigDecimal value, int scale) {
        try {
            return floor(value, scale);
        } catch (ArithmeticException large) {
            return value.signum() < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
        }
    }

    /** The sum, and the greatest or least number there is where it does not fit. */
    public static long saturatedSum(long a, long b) {
        long sum = a + b;
        boolean over = ((a ^ sum) & (b ^ sum)) < 0;
        return over ? (a < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE) : sum;
    }

    public static BigDecimal decimal(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale);
    }

    /** The unscaled value rounded down to a multiple of a step; a step of 0 is none. */
    public static long down(long unscaled, long step) {
        return step <= 0 ? unscaled : Math.floorDiv(unscaled, step) * step;
    }

    /** The unscaled value rounded up to a multiple of a step; a step of 0 is none. */
    public static long up(long unscaled, long step) {
        return step <= 0 ? unscaled : Math.ceilDiv(unscaled, step) * step;
    }

    /**
     * {@code floor(a * b * 10^(to - from))}: the product of two numbers whose scales add up to {@code from}, at scale
     * {@code to}.
     *
     * @throws ArithmeticException if the result does not fit
     */
    public static long product(long a, long b, int from, int to) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high == low >> 63) {
            return from <= to ? Math.multiplyExact(low, POWERS[to - from]) : Math.floorDiv(low, POWERS[from - to]);
        }
        return wide(a, b, from, to);
    }

    /** {@code floor(a * 10^places / b)}. */
    public static long quotient(long a, long b, int places) {
        return new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.TEN.pow(places)))
                .divide(BigDecimal.valueOf(b), 0, RoundingMode.FLOOR)
                .longValueExact();
    }

    // Ten characters can say a number of a billion digits; to write it out would take all there is.
    private static BigDecimal sane(BigDecimal value) {
        if (Math.abs((long) value.scale()) > MOST_PLACES) {
            throw new ArithmeticException("a number has too many places");
        }
        return value;
    }

    private static long wide(long a, long b, int from, int to) {
        var product = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), from);
        return floor(product, to);
    }
}
