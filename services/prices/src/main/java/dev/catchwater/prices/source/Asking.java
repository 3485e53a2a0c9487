package dev.catchwater.prices.source;

import dev.catchwater.fairlead.Request;
import dev.catchwater.prices.Page;

/** How pages are asked for, and how much of each is read. */
final class Asking {

    /** The most that is read of a sitemap: 50,000 short addresses, packed or not. */
    private static final long MAX_SITEMAP = 16L << 20;

    /** The most that is read of a shop's API: what 250 products with long descriptions take. */
    private static final long MAX_JSON = 8L << 20;

    private Asking() {}

    static Request page(Page page) {
        Request bare = Request.get(page.target());
        return switch (page.kind()) {
            case PRODUCT ->
                bare.withHeader("Accept", "text/html, application/xhtml+xml;q=0.9, */*;q=0.1")
                        .withMaxBody(ShopPages.MAX_BODY);
            case SITEMAP ->
                bare.withHeader("Accept", "application/xml, text/xml, text/plain;q=0.5, */*;q=0.1")
                        .withMaxBody(MAX_SITEMAP);
            case FEED ->
                bare.withHeader(
                                "Accept",
                                "application/xml, text/xml, text/tab-separated-values, text/plain;q=0.5, */*;q=0.1")
                        .withMaxBody(MAX_SITEMAP);
            case SHOPIFY, WOOCOMMERCE ->
                bare.withHeader("Accept", "application/json").withMaxBody(MAX_JSON);
        };
    }
}
