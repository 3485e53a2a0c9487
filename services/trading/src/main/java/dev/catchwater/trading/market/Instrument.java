package dev.catchwater.trading.market;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A pair that can be traded, in the form {@code BASE/QUOTE}, with the scales of its prices and quantities.
 *
 * @param priceScale decimals of a price, 0 to 12
 * @param quantityScale decimals of a quantity, 0 to 12
 * @param open whether the exchange takes orders for it now
 */
public record Instrument(String base, String quote, int priceScale, int quantityScale, Filters filters, boolean open) {

    private static final int MOST_DECIMALS = 12;

    public Instrument {
        if (base.isBlank() || quote.isBlank() || base.length() > 20 || quote.length() > 20) {
            throw new IllegalArgumentException("an instrument has a base and a quote currency");
        }
        if (Math.min(priceScale, quantityScale) < 0 || Math.max(priceScale, quantityScale) > MOST_DECIMALS) {
            throw new IllegalArgumentException("scales are 0 to " + MOST_DECIMALS);
        }
    }

    public String symbol() {
        return base + "/" + quote;
    }

    public long price(BigDecimal price) {
        return FixedPoint.exact(price, priceScale);
    }

    public long quantity(BigDecimal quantity) {
        return FixedPoint.exact(quantity, quantityScale);
    }

    public BigDecimal priceOf(long price) {
        return FixedPoint.decimal(price, priceScale);
    }

    public BigDecimal quantityOf(long quantity) {
        return FixedPoint.decimal(quantity, quantityScale);
    }

    /** Price times quantity in {@link FixedPoint#MONEY}, rounded down. */
    public long notional(long price, long quantity) {
        return FixedPoint.product(price, quantity, priceScale + quantityScale, FixedPoint.MONEY);
    }

    /** Whether what this quantity is worth at this price can be counted in {@link FixedPoint#MONEY}. */
    public boolean countable(long price, long quantity) {
        try {
            notional(price, quantity);
            return true;
        } catch (ArithmeticException large) {
            return false;
        }
    }

    /** The greatest quantity of a whole number of steps that this much money pays for. */
    public long affordable(long money, long price) {
        if (money <= 0 || price <= 0) {
            return 0;
        }
        int places = priceScale + quantityScale - FixedPoint.MONEY;
        long quantity = places >= 0
                ? FixedPoint.quotient(money, price, places)
                : FixedPoint.quotient(money / FixedPoint.power(-places), price, 0);
        return roundQuantity(quantity);
    }

    /** Down to the step: never more than was asked for. */
    public long roundQuantity(long quantity) {
        long rounded = FixedPoint.down(quantity, filters.step());
        return filters.maxQuantity() > 0
                ? Math.min(rounded, FixedPoint.down(filters.maxQuantity(), filters.step()))
                : rounded;
    }

    /** To the tick: a price to buy at goes down, one to sell at goes up, so that no limit becomes worse than asked. */
    public long roundPrice(long price, boolean buying) {
        return buying ? FixedPoint.down(price, filters.tick()) : FixedPoint.up(price, filters.tick());
    }

    /** Why the exchange would refuse an order of this size, if it would; the price is the limit or an estimate. */
    public Optional<String> refusal(long price, long quantity, boolean priced) {
        if (!open) {
            return Optional.of("the market is closed");
        }
        if (quantity <= 0 || quantity < filters.minQuantity()) {
            return Optional.of("quantity below the least of "
                    + quantityOf(filters.minQuantity()).toPlainString());
        }
        if (filters.maxQuantity() > 0 && quantity > filters.maxQuantity()) {
            return Optional.of("quantity above the most of "
                    + quantityOf(filters.maxQuantity()).toPlainString());
        }
        if (FixedPoint.down(quantity, filters.step()) != quantity) {
            return Optional.of("quantity is no multiple of the step");
        }
        if (priced && FixedPoint.down(price, filters.tick()) != price) {
            return Optional.of("price is no multiple of the tick");
        }
        return notional(price, quantity) < filters.minNotional()
                ? Optional.of("price times quantity is too small")
                : Optional.empty();
    }
}
