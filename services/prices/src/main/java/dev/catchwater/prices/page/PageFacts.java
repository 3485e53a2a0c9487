package dev.catchwater.prices.page;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of the thing it is about.
 *
 * @param title null if it has none
 * @param gtins as they stand there, not checked
 * @param group the shop's number for all variants together
 * @param canonical the address that it calls its own
 * @param main the offer of the thing itself: of several variants the one that is shown
 * @param offers all of its offers, {@code main} among them
 */
public record PageFacts(
        @Nullable String title,
        @Nullable String brand,
        List<String> gtins,
        @Nullable String isbn,
        @Nullable String mpn,
        @Nullable String sku,
        @Nullable String group,
        @Nullable String image,
        @Nullable URI canonical,
        OfferFacts main,
        List<OfferFacts> offers) {

    public PageFacts {
        gtins = List.copyOf(gtins);
        offers = List.copyOf(offers);
    }
}
