package dev.catchwater.prices.match;

import dev.catchwater.prices.identity.ProductKey;
import dev.catchwater.prices.measure.Pack;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A product that is there, as far as matching is concerned. */
public record Known(
        long id,
        String title,
        @Nullable String brand,
        Set<ProductKey> keys,
        @Nullable Pack pack,
        @Nullable String variant) {

    public Known {
        keys = Set.copyOf(keys);
    }
}
