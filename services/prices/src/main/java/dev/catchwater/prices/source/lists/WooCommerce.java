package dev.catchwater.prices.source.lists;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.page.Evidence;
import dev.catchwater.prices.page.FoundPrice;
import dev.catchwater.prices.page.OfferFacts;
import dev.catchwater.prices.page.PageFacts;
import dev.catchwater.prices.page.Syntax;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * WooCommerce's Store API. Its prices are in minor units. A product with variations has a range of prices; the variations
 * themselves are a list of their own, {@code ?type=variation}.
 */
final class WooCommerce {

    private static final int USUAL = 10;
    private static final int MOST = 100;
    private static final int MOST_PAGES = 500;

    private WooCommerce() {}

    static ProductList read(String text, URI list) {
        JsonNode products = Json.read(text);
        if (!products.isArray()) {
            return ProductList.NOTHING;
        }
        List<PageFacts> entries = new ArrayList<>();
        for (JsonNode product : products) {
            if (entries.size() < Reading.MOST) {
                entry(product, list).ifPresent(entries::add);
            }
        }
        int page = Addresses.number(list, "page", 1, MOST_PAGES);
        boolean full = products.size() >= Addresses.number(list, "per_page", USUAL, MOST) && page < MOST_PAGES;
        return new ProductList(entries, full ? Addresses.with(list, "page", Integer.toString(page + 1)) : null);
    }

    private static Optional<PageFacts> entry(JsonNode product, URI list) {
        return Json.text(product.path("id")).map(id -> {
            String sku = Json.text(product.path("sku")).orElse(id);
            OfferFacts offer = offer(product, sku);
            return new PageFacts(
                    Json.text(product.path("name"))
                            .map(name -> Parser.unescapeEntities(name, false))
                            .orElse(null),
                    Json.text(product.path("brands").path(0).path("name")).orElse(null),
                    List.of(),
                    null,
                    null,
                    sku,
                    Json.text(product.path("parent"))
                            .filter(parent -> !parent.equals("0"))
                            .orElse(null),
                    Json.text(product.path("images").path(0).path("src")).orElse(null),
                    Addresses.resolve(list, Json.text(product.path("permalink")).orElse(null)),
                    offer,
                    List.of(offer));
        });
    }

    private static OfferFacts offer(JsonNode product, String sku) {
        JsonNode prices = product.path("prices");
        JsonNode range = prices.path("price_range");
        FoundPrice lowest = price(prices, range, "min_amount", "price_range/");
        FoundPrice highest = price(prices, range, "max_amount", "price_range/");
        boolean wide = lowest != null && highest != null && highest.amount().compareTo(lowest.amount()) > 0;
        FoundPrice price = wide ? lowest : price(prices, prices, "price", "");
        FoundPrice before = price(prices, prices, "regular_price", "");
        boolean reduced =
                !wide && price != null && before != null && before.amount().compareTo(price.amount()) > 0;
        return new OfferFacts(
                price,
                reduced ? before : null,
                null,
                null,
                null,
                wide,
                availability(product),
                null,
                sku,
                null,
                null,
                Json.text(product.path("variation"))
                        .filter(text -> text.length() <= 120)
                        .orElse(null),
                null,
                null);
    }

    private static Availability availability(JsonNode product) {
        JsonNode stock = product.path("is_in_stock");
        if (!stock.isBoolean()) {
            return Availability.UNKNOWN;
        }
        if (!stock.asBoolean()) {
            return Availability.OUT_OF_STOCK;
        }
        return product.path("is_on_backorder").asBoolean() ? Availability.BACK_ORDER : Availability.IN_STOCK;
    }

    private static @Nullable FoundPrice price(JsonNode prices, JsonNode in, String name, String path) {
        Optional<String> raw = Json.text(in.path(name)).filter(text -> text.matches("[0-9]{1,15}"));
        int digits = Math.clamp(prices.path("currency_minor_unit").asInt(2), 0, 6);
        return raw.map(text -> new BigDecimal(text).movePointLeft(digits))
                .filter(amount -> amount.signum() > 0)
                .map(amount -> new FoundPrice(
                        amount,
                        Json.text(prices.path("currency_code"))
                                .filter(code -> Money.digits(code) >= 0)
                                .orElse(null),
                        new Evidence(Syntax.WOOCOMMERCE, "prices/" + path + name, raw.orElseThrow())))
                .orElse(null);
    }
}
