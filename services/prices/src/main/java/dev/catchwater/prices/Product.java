package dev.catchwater.prices;

import dev.catchwater.prices.measure.Pack;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thing that shops sell.
 *
 * @param keys what it is known by, as texts
 * @param packOf the GTIN of what this is a case of; null if it is none
 */
public record Product(
        long id,
        String title,
        @Nullable String brand,
        @Nullable String image,
        @Nullable String variant,
        @Nullable Pack pack,
        @Nullable String packOf,
        List<String> keys,
        Instant addedAt) {

    public Product {
        keys = List.copyOf(keys);
    }
}
