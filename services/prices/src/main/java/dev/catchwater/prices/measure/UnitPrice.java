package dev.catchwater.prices.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the base unit of a dimension costs, unrounded. */
public record UnitPrice(BigDecimal amount, String currency, Dimension dimension) {

    /** Whether both can be compared. */
    public boolean comparableWith(UnitPrice other) {
        return currency.equals(other.currency) && dimension == other.dimension;
    }

    /** As a label has it, to two decimals: 3.98 EUR/kg. */
    @Override
    public String toString() {
        return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " " + currency + "/" + dimension.base();
    }
}
