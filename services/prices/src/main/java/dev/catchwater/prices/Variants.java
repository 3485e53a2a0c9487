package dev.catchwater.prices;

import dev.catchwater.prices.page.OfferFacts;
import dev.catchwater.prices.page.PageFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tells variants of one thing from offers for the same thing. Variants have numbers of their own and one seller; whatever
 * is in doubt is no variant, and then the page is about the one that it shows.
 */
final class Variants {

    private static final int MOST = 100;

    private Variants() {}

    /** The variants of a page, the shown one first; empty if there are not at least two. */
    static List<OfferFacts> of(PageFacts facts) {
        OfferFacts main = facts.main();
        String shown = key(main);
        long sellers = facts.offers().stream()
                .map(OfferFacts::seller)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        if (shown.isEmpty() || sellers > 1) {
            return List.of();
        }
        Map<String, OfferFacts> byKey = new LinkedHashMap<>();
        byKey.put(shown, main);
        facts.offers().stream()
                .filter(offer -> !key(offer).isEmpty() && says(offer))
                .limit(MOST)
                .forEach(offer -> byKey.putIfAbsent(key(offer), offer));
        return byKey.size() > 1 ? new ArrayList<>(byKey.values()) : List.of();
    }

    private static boolean says(OfferFacts offer) {
        return offer.price() != null || offer.availability().refused();
    }

    /** What tells a variant from its siblings: the shop's number, else the maker's; empty if it has neither. */
    static String key(OfferFacts offer) {
        String number = Objects.requireNonNullElse(offer.sku(), Objects.requireNonNullElse(offer.gtin(), ""));
        return Things.key(number);
    }
}
