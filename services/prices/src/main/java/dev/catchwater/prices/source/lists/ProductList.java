package dev.catchwater.prices.source.lists;

import dev.catchwater.prices.Page;
import dev.catchwater.prices.page.PageFacts;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list says, each entry as a product page would say it: its number as {@code sku}, its page as {@code canonical}.
 *
 * @param entries none if it is no such list
 * @param next where it goes on; null if it does not
 */
public record ProductList(List<PageFacts> entries, @Nullable URI next) {

    /** Nothing was understood. */
    static final ProductList NOTHING = new ProductList(List.of(), null);

    public ProductList {
        entries = List.copyOf(entries);
    }

    /** Whether pages of this kind are lists of products. */
    public static boolean isOne(Page.Kind kind) {
        return switch (kind) {
            case PRODUCT, SITEMAP -> false;
            case FEED, SHOPIFY, WOOCOMMERCE -> true;
        };
    }

    /**
     * Reads a list. One that breaks off or is no list says nothing: half of it would make the other half look gone.
     *
     * @param bytes bounded by the caller
     * @param text the same, decoded
     * @param address that answered
     * @param now decides which sale prices hold
     */
    public static ProductList read(Page.Kind kind, byte[] bytes, String text, URI address, Instant now) {
        return switch (kind) {
            case FEED ->
                text.stripLeading().startsWith("<")
                        ? new ProductList(MerchantXml.read(bytes, address, now), null)
                        : new ProductList(MerchantTable.read(text, address, now), null);
            case SHOPIFY -> Shopify.read(text, address);
            case WOOCOMMERCE -> WooCommerce.read(text, address);
            case PRODUCT, SITEMAP -> throw new IllegalArgumentException(kind + " is no list of products");
        };
    }
}
