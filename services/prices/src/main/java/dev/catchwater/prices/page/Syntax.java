package dev.catchwater.prices.page;

/** How something was said, from the most to the least to be trusted. */
public enum Syntax {
    /** Schema.org in a script. */
    JSON_LD,
    /** Schema.org in {@code itemprop}s. */
    MICRODATA,
    /** Schema.org in {@code property}s. */
    RDFA,
    /** {@code og:} and {@code product:} meta elements. */
    OPEN_GRAPH,
    /** An attribute of a product feed (Google Merchant Center). */
    FEED,
    /** Shopify's {@code products.json}. */
    SHOPIFY,
    /** WooCommerce's Store API. */
    WOOCOMMERCE,
    /** A guess from where it stands and what is around it. */
    TEXT
}
