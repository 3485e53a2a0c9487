package dev.catchwater.prices.offer;

import dev.catchwater.prices.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page asks for a thing. The kinds of price are kept apart.
 *
 * @param price what anybody pays; null if the page does not say
 * @param list struck through or recommended
 * @param member for members only
 * @param shipping what sending costs
 * @param range whether {@code price} is the lowest of several
 * @param condition as the page says; null if it does not
 * @param seller if it is not the shop itself
 */
public record Quote(
        @Nullable Money price,
        @Nullable Money list,
        @Nullable Money member,
        @Nullable Money shipping,
        boolean range,
        Availability availability,
        @Nullable String condition,
        @Nullable String seller,
        List<Proof> proofs) {

    public Quote {
        proofs = List.copyOf(proofs);
    }

    /** What is paid in the end, as far as it is known: the price and the sending; null if one of them is not. */
    public @Nullable Money landed() {
        return price == null
                        || shipping == null
                        || !price.comparableWith(shipping)
                        || price.minor() + shipping.minor() > Money.MOST
                ? null
                : new Money(price.minor() + shipping.minor(), price.currency());
    }

    /** Whether it says anything that is worth keeping. */
    public boolean says() {
        return price != null || availability.refused();
    }

    /** What has to be seen again before a doubted quote is believed. */
    public String fingerprint() {
        return price + " " + availability;
    }
}
