package dev.catchwater.trading.ledger;

import java.math.BigDecimal;

/**
 * What a fill cost, in terms of its instrument.
 *
 * @param base taken in the base currency: units that are gone
 * @param quote taken in the quote currency, or in a third one at what that was worth when the fill was made
 */
public record Fee(BigDecimal base, BigDecimal quote) {

    public static final Fee NONE = new Fee(BigDecimal.ZERO, BigDecimal.ZERO);

    public static Fee quote(BigDecimal amount) {
        return new Fee(BigDecimal.ZERO, amount);
    }

    public static Fee base(BigDecimal amount) {
        return new Fee(amount, BigDecimal.ZERO);
    }

    /** All of it in the quote currency. */
    BigDecimal worth(BigDecimal price) {
        return quote.add(base.multiply(price));
    }
}
