package dev.catchwater.prices.measure;

import java.math.BigDecimal;

/** So much of a unit, more than nothing and less than a million of it. */
public record Quantity(BigDecimal value, Unit unit) {

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    public Quantity {
        if (value.signum() <= 0 || value.compareTo(MOST) > 0 || value.scale() > 12) {
            throw new IllegalArgumentException("no quantity: " + value);
        }
    }

    /** Whether a value can be a quantity. */
    static boolean isOne(BigDecimal value) {
        return value.signum() > 0 && value.compareTo(MOST) <= 0 && value.scale() <= 12;
    }

    /** In the base unit of its dimension. */
    public BigDecimal inBase() {
        return value.multiply(unit.inBase());
    }
}
