package dev.catchwater.sandbox.shops;

import java.util.Locale;

/** The HTML of a shop, as shops write it: with a menu, tiles of other things, and a trap for those who follow everything. */
final class ShopPages {

    private ShopPages() {}

    static String home(Shop shop) {
        StringBuilder page = begin(shop, shop.title, "");
        page.append("<h1>").append(shop.title).append("</h1><ul class=\"grid\">");
        shop.tags().forEach(tag -> tile(shop, tag, page));
        return page.append("</ul>")
                .append(trap(shop))
                .append("</main></body></html>")
                .toString();
    }

    static String product(Shop shop, Shop.Tag tag, String address) {
        StringBuilder page = begin(shop, tag.goods.title(), head(shop, tag, address));
        page.append("<h1>").append(tag.goods.title()).append("</h1>");
        if (shop.markup == Markup.MICRODATA) {
            microdata(shop, tag, page);
        } else {
            page.append("<div class=\"product-price\">");
            if (tag.listCents != null) {
                page.append("<del class=\"old-price\">")
                        .append(shown(shop, tag.listCents))
                        .append("</del> ");
            }
            page.append("<span class=\"price\">").append(shown(shop, tag.cents)).append("</span></div>");
        }
        page.append(tag.available ? "<button>Add to basket</button>" : "<p class=\"stock\">Out of stock</p>");
        page.append("<section class=\"related\"><h2>Others bought</h2><ul>");
        shop.tags().forEach(other -> {
            if (other != tag) {
                tile(shop, other, page);
            }
        });
        return page.append("</ul></section>")
                .append(trap(shop))
                .append("</main></body></html>")
                .toString();
    }

    private static StringBuilder begin(Shop shop, String title, String head) {
        return new StringBuilder("<!doctype html><html lang=\"")
                .append(shop.currency.equals("EUR") ? "de" : "en")
                .append("\"><head><meta charset=\"utf-8\"><title>")
                .append(title)
                .append(" · ")
                .append(shop.title)
                .append("</title>")
                .append(head)
                .append("</head><body><header class=\"header\"><a href=\"/shops/")
                .append(shop.id)
                .append("/basket\" class=\"mini-cart\">")
                .append(shown(shop, 0))
                .append("</a></header><main>");
    }

    private static void tile(Shop shop, Shop.Tag tag, StringBuilder page) {
        page.append("<li><a href=\"/shops/")
                .append(shop.id)
                .append("/p/")
                .append(tag.goods.id())
                .append("\">");
        page.append(tag.goods.title()).append(" <span class=\"tile-price\">").append(shown(shop, tag.cents));
        page.append("</span></a></li>");
    }

    // Nobody sees it, robots.txt forbids it: whoever asks for it reads neither.
    private static String trap(Shop shop) {
        return "<a href=\"/shops/" + shop.id + "/internal/all\" style=\"display:none\" rel=\"nofollow\">all</a>";
    }

    private static String head(Shop shop, Shop.Tag tag, String address) {
        String canonical = "<link rel=\"canonical\" href=\"" + address + "\">";
        return canonical
                + switch (shop.markup) {
                    case JSON_LD -> "<script type=\"application/ld+json\">" + jsonLd(shop, tag, address) + "</script>";
                    case OPEN_GRAPH -> openGraph(shop, tag);
                    case MICRODATA, NONE -> "";
                };
    }

    private static String jsonLd(Shop shop, Shop.Tag tag, String address) {
        Goods goods = tag.goods;
        String list = tag.listCents == null
                ? ""
                : ",\"priceSpecification\":{\"@type\":\"UnitPriceSpecification\",\"priceType\":\"https://schema.org/ListPrice\","
                        + "\"price\":\"" + amount(tag.listCents) + "\",\"priceCurrency\":\"" + shop.currency + "\"}";
        return "{\"@context\":\"https://schema.org\",\"@type\":\"Product\",\"name\":\"" + goods.title()
                + "\",\"sku\":\""
                + goods.id() + "\",\"brand\":{\"@type\":\"Brand\",\"name\":\"" + goods.brand() + "\"}"
                + (goods.gtin() == null ? "" : ",\"gtin13\":\"" + goods.gtin() + "\"")
                + (goods.mpn() == null ? "" : ",\"mpn\":\"" + goods.mpn() + "\"")
                + ",\"offers\":{\"@type\":\"Offer\",\"url\":\"" + address + "\",\"price\":\"" + amount(tag.cents)
                + "\",\"priceCurrency\":\"" + shop.currency + "\",\"availability\":\"https://schema.org/" + stock(tag)
                + "\"" + list
                + "}}";
    }

    private static void microdata(Shop shop, Shop.Tag tag, StringBuilder page) {
        Goods goods = tag.goods;
        page.append("<div itemscope itemtype=\"https://schema.org/Product\"><meta itemprop=\"name\" content=\"");
        page.append(goods.title())
                .append("\"><meta itemprop=\"brand\" content=\"")
                .append(goods.brand())
                .append("\">");
        if (goods.gtin() != null) {
            page.append("<meta itemprop=\"gtin\" content=\"")
                    .append(goods.gtin())
                    .append("\">");
        }
        if (goods.mpn() != null) {
            page.append("<meta itemprop=\"mpn\" content=\"").append(goods.mpn()).append("\">");
        }
        page.append("<div itemprop=\"offers\" itemscope itemtype=\"https://schema.org/Offer\"><span class=\"price\"")
                .append(" itemprop=\"price\" content=\"")
                .append(amount(tag.cents))
                .append("\">")
                .append(shown(shop, tag.cents))
                .append("</span><meta itemprop=\"priceCurrency\" content=\"")
                .append(shop.currency)
                .append("\"><link itemprop=\"availability\" href=\"https://schema.org/")
                .append(stock(tag))
                .append("\"></div></div>");
    }

    private static String openGraph(Shop shop, Shop.Tag tag) {
        return "<meta property=\"og:type\" content=\"product\"><meta property=\"og:title\" content=\""
                + tag.goods.title()
                + "\"><meta property=\"product:brand\" content=\"" + tag.goods.brand() + "\">"
                + (tag.goods.gtin() == null
                        ? ""
                        : "<meta property=\"product:ean\" content=\"" + tag.goods.gtin() + "\">")
                + "<meta property=\"product:price:amount\" content=\"" + amount(tag.cents)
                + "\"><meta property=\"product:price:currency\" content=\"" + shop.currency
                + "\"><meta property=\"product:availability\" content=\"" + (tag.available ? "in stock" : "oos")
                + "\">";
    }

    private static String stock(Shop.Tag tag) {
        return tag.available ? "InStock" : "OutOfStock";
    }

    private static String amount(int cents) {
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }

    private static String shown(Shop shop, int cents) {
        return shop.currency.equals("EUR")
                ? String.format(Locale.GERMANY, "%d,%02d €", cents / 100, cents % 100)
                : "$" + amount(cents);
    }
}
