package dev.catchwater.prices.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads {@code og:}, {@code product:} and {@code twitter:} meta elements as one product with one offer. */
final class OpenGraph {

    private static final Map<String, String> OF_PRODUCT = Map.ofEntries(
            Map.entry("og:title", "name"),
            Map.entry("og:image", "image"),
            Map.entry("og:url", "url"),
            Map.entry("og:brand", "brand"),
            Map.entry("product:brand", "brand"),
            Map.entry("product:retailer_item_id", "sku"),
            Map.entry("product:mfr_part_no", "mpn"),
            Map.entry("product:isbn", "isbn"),
            Map.entry("product:ean", "gtin"),
            Map.entry("product:upc", "gtin"),
            Map.entry("product:gtin", "gtin"),
            Map.entry("product:item_group_id", "productgroupid"));

    private static final Map<String, String> OF_OFFER = Map.ofEntries(
            Map.entry("og:price:amount", "price"),
            Map.entry("og:price", "price"),
            Map.entry("product:price:amount", "price"),
            Map.entry("product:price", "price"),
            Map.entry("product:sale_price:amount", "saleprice"),
            Map.entry("product:original_price:amount", "listprice"),
            Map.entry("og:price:standard_amount", "listprice"),
            Map.entry("og:price:currency", "pricecurrency"),
            Map.entry("product:price:currency", "pricecurrency"),
            Map.entry("og:availability", "availability"),
            Map.entry("product:availability", "availability"),
            Map.entry("product:condition", "itemcondition"));

    private OpenGraph() {}

    /** One product with the page's title; with an offer if there is one in the meta elements. */
    static List<Item> of(Document page) {
        Item product = new Item(Syntax.OPEN_GRAPH);
        Item offer = new Item(Syntax.OPEN_GRAPH);
        product.type("Product");
        offer.type("Offer");
        for (Element meta : page.select("meta[content]")) {
            String name =
                    (meta.hasAttr("property") ? meta.attr("property") : meta.attr("name")).toLowerCase(Locale.ROOT);
            String content = meta.attr("content").strip();
            if (content.isEmpty()) {
                continue;
            }
            if (OF_PRODUCT.containsKey(name)) {
                product.add(OF_PRODUCT.get(name), content);
            } else if (OF_OFFER.containsKey(name)) {
                offer.add(OF_OFFER.get(name), content);
            }
        }
        if (offer.has("price") || offer.has("saleprice") || offer.has("availability")) {
            product.add("offers", offer);
        }
        return List.of(product);
    }
}
