package dev.catchwater.prices.money;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a text says of a price.
 *
 * @param text the part that was taken for the number, with plain spaces; null if there was none
 * @param amount its value; null if there was none
 * @param symbol the currency as it was written; null if none was
 */
public record ReadPrice(
        @Nullable String text,
        @Nullable BigDecimal amount,
        @Nullable String symbol) {

    /** The ISO 4217 code that the symbol stands for; null if it stands for several (such as kr or $), or none. */
    public @Nullable String currency() {
        return symbol == null ? null : Symbols.currency(symbol);
    }
}
