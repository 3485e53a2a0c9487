package dev.catchwater.prices.measure;

import dev.catchwater.prices.money.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * What one buys at once: six bottles of 330 ml.
 *
 * @param count how many of the content, from 1 to 10,000
 * @param content how much each holds
 */
public record Pack(int count, Quantity content) {

    private static final int MOST = 10_000;

    public Pack {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("no pack of " + count);
        }
    }

    /** Whether there can be a pack of so many. */
    static boolean canHold(long count) {
        return count >= 1 && count <= MOST;
    }

    /** All of it, in the base unit of its dimension. */
    public BigDecimal total() {
        return content.inBase().multiply(BigDecimal.valueOf(count));
    }

    /** What it is measured in. */
    public Dimension dimension() {
        return content.unit().dimension();
    }

    /** Whether both hold the same in the same number of parts; rounding of converted units (2 %) aside. */
    public boolean sameAs(Pack other) {
        if (count != other.count || dimension() != other.dimension()) {
            return false;
        }
        double ratio = total().doubleValue() / other.total().doubleValue();
        return ratio > 0.98 && ratio < 1.02;
    }

    /** What the base unit costs at this price. */
    public UnitPrice price(Money price) {
        return new UnitPrice(price.amount().divide(total(), MathContext.DECIMAL64), price.currency(), dimension());
    }

    /** The pack of so many of these, as a case of packs is. */
    public Optional<Pack> times(int packs) {
        long all = (long) count * packs;
        return canHold(all) ? Optional.of(new Pack((int) all, content)) : Optional.empty();
    }
}
