package dev.catchwater.prices.source.lists;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.page.Amounts;
import dev.catchwater.prices.page.FoundPrice;
import dev.catchwater.prices.page.OfferFacts;
import dev.catchwater.prices.page.PageFacts;
import dev.catchwater.prices.page.Syntax;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shopify's {@code products.json}: each variant is an entry. It does not say in which currency its prices are; that is a
 * parameter {@code currency} of the list's address, which shops pass over.
 */
final class Shopify {

    private static final int USUAL = 30;
    private static final int MOST = 250;
    private static final int MOST_PAGES = 100;

    private final URI list;
    private final @Nullable String currency;

    private Shopify(URI list) {
        this.list = list;
        this.currency = Addresses.parameter(list, "currency");
    }

    static ProductList read(String text, URI list) {
        JsonNode products = Json.read(text).path("products");
        if (!products.isArray()) {
            return ProductList.NOTHING;
        }
        List<PageFacts> entries = new ArrayList<>();
        Shopify shop = new Shopify(list);
        for (JsonNode product : products) {
            for (JsonNode variant : product.path("variants")) {
                if (entries.size() < Reading.MOST) {
                    shop.entry(product, variant).ifPresent(entries::add);
                }
            }
        }
        int page = Addresses.number(list, "page", 1, MOST_PAGES);
        boolean full = products.size() >= Addresses.number(list, "limit", USUAL, MOST) && page < MOST_PAGES;
        return new ProductList(entries, full ? Addresses.with(list, "page", Integer.toString(page + 1)) : null);
    }

    private Optional<PageFacts> entry(JsonNode product, JsonNode variant) {
        Optional<String> id = Json.text(variant.path("id"));
        Optional<String> handle = Json.text(product.path("handle"));
        if (id.isEmpty() || handle.isEmpty()) {
            return Optional.empty();
        }
        String sku = Json.text(variant.path("sku")).orElse(id.get());
        OfferFacts offer = offer(variant, sku);
        return Optional.of(new PageFacts(
                Json.text(product.path("title")).orElse(null),
                Json.text(product.path("vendor")).orElse(null),
                List.of(),
                null,
                null,
                sku,
                Json.text(product.path("id")).orElse(null),
                Json.text(product.path("images").path(0).path("src")).orElse(null),
                Addresses.resolve(list, "products/" + handle.get() + "?variant=" + id.get()),
                offer,
                List.of(offer)));
    }

    private OfferFacts offer(JsonNode variant, String sku) {
        FoundPrice price = price(variant, "price");
        FoundPrice before = price(variant, "compare_at_price");
        boolean reduced = price != null && before != null && before.amount().compareTo(price.amount()) > 0;
        JsonNode available = variant.path("available");
        return new OfferFacts(
                price,
                reduced ? before : null,
                null,
                null,
                null,
                false,
                available.isBoolean()
                        ? available.asBoolean() ? Availability.IN_STOCK : Availability.OUT_OF_STOCK
                        : Availability.UNKNOWN,
                null,
                sku,
                null,
                null,
                Json.text(variant.path("title"))
                        .filter(title -> !title.equals("Default Title") && title.length() <= 120)
                        .orElse(null),
                null,
                null);
    }

    private @Nullable FoundPrice price(JsonNode variant, String name) {
        return Json.text(variant.path(name))
                .flatMap(raw -> Amounts.read(raw, currency, Syntax.SHOPIFY, "variants/" + name))
                .orElse(null);
    }
}
