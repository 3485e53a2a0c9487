package dev.catchwater.prices.deal;

import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What held from a moment on, until the next one.
 *
 * @param price null if there was none
 */
public record PricePoint(Instant from, @Nullable Money price, Availability availability) {

    /** Whether somebody could have paid this price: it was there, and nothing said that the thing was not. */
    public boolean offered() {
        return price != null && !availability.refused();
    }
}
