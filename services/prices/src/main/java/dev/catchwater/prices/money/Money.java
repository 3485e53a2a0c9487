package dev.catchwater.prices.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/**
 * An amount in a currency's minor units (ISO 4217: cents, yen, fils), so that 2879.2 and 2879.20 are one price.
 *
 * @param minor from 0 to {@link #MOST}
 * @param currency an ISO 4217 code
 */
public record Money(long minor, String currency) implements Comparable<Money> {

    /** The largest amount there may be, in minor units. What a page says beyond that is no price. */
    public static final long MOST = 1_000_000_000_000_000L;

    public Money {
        if (minor < 0 || minor > MOST) {
            throw new IllegalArgumentException("an amount out of bounds: " + minor);
        }
        Currency.getInstance(currency);
    }

    /** The nearest amount in minor units; empty if it is negative, out of bounds or in no currency that there is. */
    public static Optional<Money> of(BigDecimal amount, String currency) {
        int digits = digits(currency);
        // The scale first: 1E+999999999 must not be written out.
        if (digits < 0 || amount.signum() < 0 || amount.precision() - amount.scale() > 16) {
            return Optional.empty();
        }
        BigDecimal minor = amount.setScale(digits, RoundingMode.HALF_EVEN).movePointRight(digits);
        return minor.compareTo(BigDecimal.valueOf(MOST)) > 0
                ? Optional.empty()
                : Optional.of(new Money(minor.longValueExact(), currency));
    }

    /** Digits after the point: 2 for EUR, 0 for JPY, 3 for KWD; -1 if there is no such currency. */
    public static int digits(String currency) {
        try {
            return Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
        } catch (IllegalArgumentException none) {
            return -1;
        }
    }

    /** In the currency's own units. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(minor, digits(currency));
    }

    /** Whether both are in one currency; only then may they be compared. */
    public boolean comparableWith(Money other) {
        return currency.equals(other.currency);
    }

    /** By amount; throws if the currencies differ. */
    @Override
    public int compareTo(Money other) {
        if (!comparableWith(other)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not compare");
        }
        return Long.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return amount().toPlainString() + " " + currency;
    }
}
