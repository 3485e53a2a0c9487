package dev.catchwater.sandbox.shops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The page of a product with variants: all stand in its script (schema.org ProductGroup), one is shown. */
final class FamilyPage {

    private FamilyPage() {}

    static List<Shop.Tag> tags(Shop shop, String handle) {
        List<Shop.Tag> tags = new ArrayList<>();
        shop.tags().forEach(tag -> {
            if (ShopApis.handle(tag).equals(handle)) {
                tags.add(tag);
            }
        });
        return tags;
    }

    /** The page, showing the variant of this number; the first if there is none. */
    static String of(Shop shop, List<Shop.Tag> tags, String variant, String address) {
        Shop.Tag shown = tags.stream()
                .filter(tag -> Long.toString(ShopApis.number(shop, tag)).equals(variant))
                .findFirst()
                .orElse(tags.getFirst());
        String title = family(shown).title();
        return "<!doctype html><html lang=\"de\"><head><meta charset=\"utf-8\"><title>" + title + " · " + shop.title
                + "</title><link rel=\"canonical\" href=\"" + address + "\"><script type=\"application/ld+json\">"
                + group(shop, tags, address) + "</script></head><body><main><h1>" + title
                + "</h1><div class=\"product-price\"><span class=\"price\">"
                + Amounts.point(shown.cents).replace('.', ',') + " €</span></div><p>"
                + String.join(" / ", family(shown).options()) + "</p></main></body></html>";
    }

    private static String group(Shop shop, List<Shop.Tag> tags, String address) {
        JsonArray variants = new JsonArray();
        tags.forEach(tag -> variants.add(variant(shop, tag, address)));
        return new JsonObject()
                .put("@context", "https://schema.org")
                .put("@type", "ProductGroup")
                .put("name", family(tags.getFirst()).title())
                .put(
                        "brand",
                        new JsonObject()
                                .put("@type", "Brand")
                                .put("name", tags.getFirst().goods.brand()))
                .put("productGroupID", family(tags.getFirst()).handle())
                .put("variesBy", new JsonArray().add("https://schema.org/color").add("https://schema.org/size"))
                .put("hasVariant", variants)
                .encode();
    }

    private static JsonObject variant(Shop shop, Shop.Tag tag, String address) {
        List<String> options = family(tag).options();
        JsonObject offer = new JsonObject()
                .put("@type", "Offer")
                .put("url", address + "?variant=" + ShopApis.number(shop, tag))
                .put("price", Amounts.point(tag.cents))
                .put("priceCurrency", shop.currency)
                .put("availability", "https://schema.org/" + (tag.available ? "InStock" : "OutOfStock"));
        return new JsonObject()
                .put("@type", "Product")
                .put("name", tag.goods.title() + " " + String.join(" ", options))
                .put("sku", tag.goods.id())
                .put("gtin13", tag.goods.gtin())
                .put("color", options.getFirst())
                .put("size", options.getLast())
                .put("offers", offer);
    }

    private static Goods.Family family(Shop.Tag tag) {
        return Objects.requireNonNull(tag.goods.family());
    }
}
