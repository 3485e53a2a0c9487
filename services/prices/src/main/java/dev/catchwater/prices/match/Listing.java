package dev.catchwater.prices.match;

import dev.catchwater.prices.identity.Gtin;
import dev.catchwater.prices.identity.ProductKey;
import dev.catchwater.prices.measure.Pack;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shop's page says a thing is.
 *
 * @param keys the strongest first
 * @param caseOf the item of which this is a case, if a GTIN says so
 * @param variant what tells it from its siblings: size, colour; null if nothing does
 */
public record Listing(
        String title,
        @Nullable String brand,
        List<ProductKey> keys,
        @Nullable Gtin caseOf,
        @Nullable Pack pack,
        @Nullable String variant) {

    public Listing {
        keys = keys.stream()
                .sorted(Comparator.comparing(ProductKey::trust))
                .limit(20)
                .toList();
    }
}
