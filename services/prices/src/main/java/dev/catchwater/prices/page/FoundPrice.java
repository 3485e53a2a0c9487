package dev.catchwater.prices.page;

import dev.catchwater.prices.money.Money;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A price that a page shows.
 *
 * @param currency an ISO 4217 code; null if the page does not tell
 */
public record FoundPrice(BigDecimal amount, @Nullable String currency, Evidence evidence) {

    /** As money; empty if the currency is not known. */
    public Optional<Money> money() {
        return currency == null ? Optional.empty() : Money.of(amount, currency);
    }

    FoundPrice in(@Nullable String other) {
        return currency != null || other == null ? this : new FoundPrice(amount, other, evidence);
    }
}
