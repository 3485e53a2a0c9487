package dev.catchwater.prices.host;

import dev.catchwater.prices.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is usual at a host and at one of its pages.
 *
 * @param medianSize of its pages in bytes; 0 if not known yet
 * @param hashes of the last pages of other addresses
 * @param prices the last prices of other addresses
 * @param lastPrice of this page; null if it had none, or was never seen
 */
public record Habits(
        int medianSize,
        List<String> hashes,
        List<Money> prices,
        @Nullable Money lastPrice) {

    /** Nothing is known. */
    public static final Habits NONE = new Habits(0, List.of(), List.of(), null);

    public Habits {
        hashes = List.copyOf(hashes);
        prices = List.copyOf(prices);
    }
}
