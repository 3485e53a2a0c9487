package dev.catchwater.sandbox.shops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What the software that shops run on tells everybody: Shopify's {@code products.json}, WooCommerce's Store API. */
final class ShopApis {

    private static final long FIRST = 7_310_000_000L;

    private ShopApis() {}

    /** A page of products with their variants, as Shopify has it: no currency, no GTINs. */
    static String shopify(Shop shop, int page, int limit) {
        Map<String, List<Shop.Tag>> families = new LinkedHashMap<>();
        shop.tags()
                .forEach(tag -> families.computeIfAbsent(handle(tag), h -> new ArrayList<>())
                        .add(tag));
        JsonArray products = new JsonArray();
        families.entrySet().stream()
                .skip((long) (page - 1) * limit)
                .limit(limit)
                .forEach(family -> products.add(product(shop, family.getKey(), family.getValue())));
        return new JsonObject().put("products", products).encode();
    }

    static String handle(Shop.Tag tag) {
        Goods.Family family = tag.goods.family();
        return family == null ? tag.goods.id() : family.handle();
    }

    /** The number of a variant, the same for as long as the shop stands. */
    static long number(Shop shop, Shop.Tag tag) {
        long place = 0;
        for (Shop.Tag other : shop.tags()) {
            if (other == tag) {
                return FIRST + place;
            }
            place++;
        }
        throw new IllegalArgumentException("another shop's");
    }

    private static JsonObject product(Shop shop, String handle, List<Shop.Tag> tags) {
        Goods first = tags.getFirst().goods;
        Goods.Family family = first.family();
        JsonArray variants = new JsonArray();
        tags.forEach(tag -> variants.add(variant(shop, tag, variants.size() + 1)));
        return new JsonObject()
                .put("id", FIRST + 900_000 + Math.abs(handle.hashCode() % 10_000))
                .put("title", family == null ? first.title() : family.title())
                .put("handle", handle)
                .put("body_html", "<p>" + first.title() + "</p>")
                .put("published_at", tags.getFirst().changed.toString())
                .put("vendor", first.brand())
                .put("product_type", "")
                .put("tags", new JsonArray())
                .put("variants", variants)
                .put("images", new JsonArray())
                .put("options", new JsonArray());
    }

    private static JsonObject variant(Shop shop, Shop.Tag tag, int position) {
        Goods.Family family = tag.goods.family();
        List<String> options = family == null ? List.of("Default Title") : family.options();
        JsonObject variant = new JsonObject()
                .put("id", number(shop, tag))
                .put("title", String.join(" / ", options))
                .put("option1", options.getFirst())
                .put("option2", options.size() > 1 ? options.get(1) : null)
                .put("option3", null)
                .put("sku", tag.goods.id())
                .put("requires_shipping", true)
                .put("taxable", true)
                .put("featured_image", null)
                .put("available", tag.available)
                .put("price", Amounts.point(tag.cents))
                .put("grams", 200)
                .put("compare_at_price", tag.listCents == null ? null : Amounts.point(tag.listCents))
                .put("position", position);
        return variant.put("updated_at", tag.changed.toString());
    }

    /** A page of products, as WooCommerce has it: prices in minor units, as text. */
    static String woo(Shop shop, int page, int limit, Function<Shop.Tag, String> address) {
        List<Shop.Tag> all = new ArrayList<>();
        shop.tags().forEach(all::add);
        JsonArray products = new JsonArray();
        all.stream()
                .skip((long) (page - 1) * limit)
                .limit(limit)
                .forEach(tag -> products.add(entry(shop, tag, address.apply(tag))));
        return products.encode();
    }

    private static JsonObject entry(Shop shop, Shop.Tag tag, String address) {
        JsonObject brand = new JsonObject().put("id", 3).put("name", tag.goods.brand());
        return new JsonObject()
                .put("id", number(shop, tag) - FIRST + 40)
                .put("name", tag.goods.title().replace("-", "&#8211;"))
                .put("slug", tag.goods.id())
                .put("parent", 0)
                .put("type", "simple")
                .put("variation", "")
                .put("permalink", address)
                .put("sku", tag.goods.id())
                .put("on_sale", regular(tag) > tag.cents)
                .put("prices", prices(shop, tag))
                .put("images", new JsonArray())
                .put("brands", new JsonArray().add(brand))
                .put("variations", new JsonArray())
                .put("is_purchasable", tag.available)
                .put("is_in_stock", tag.available)
                .put("is_on_backorder", false)
                .put("low_stock_remaining", null);
    }

    private static JsonObject prices(Shop shop, Shop.Tag tag) {
        return new JsonObject()
                .put("price", Integer.toString(tag.cents))
                .put("regular_price", Integer.toString(regular(tag)))
                .put("sale_price", Integer.toString(tag.cents))
                .put("price_range", null)
                .put("currency_code", shop.currency)
                .put("currency_symbol", shop.currency.equals("EUR") ? "€" : "$")
                .put("currency_minor_unit", 2)
                .put("currency_decimal_separator", ",")
                .put("currency_thousand_separator", ".");
    }

    private static int regular(Shop.Tag tag) {
        return Objects.requireNonNullElse(tag.listCents, tag.cents);
    }
}
