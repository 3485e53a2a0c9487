package dev.catchwater.sandbox.shops;

import java.util.function.Function;

/** A shop's product feed as Google Merchant Center takes it, in RSS and as tab-separated text. */
final class MerchantFeed {

    private MerchantFeed() {}

    static String rss(Shop shop, Function<Shop.Tag, String> address) {
        StringBuilder feed = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
                <channel><title>%s</title><link>https://%s.example/</link><description>All we sell</description>
                """.formatted(shop.title, shop.id));
        shop.tags().forEach(tag -> feed.append(item(shop, tag, address.apply(tag))));
        return feed.append("</channel></rss>\n").toString();
    }

    private static String item(Shop shop, Shop.Tag tag, String address) {
        Goods goods = tag.goods;
        StringBuilder item = new StringBuilder("<item>");
        element(item, "id", goods.id());
        element(item, "title", goods.title());
        element(item, "description", goods.title() + " by " + goods.brand());
        element(item, "link", address);
        element(item, "brand", goods.brand());
        element(item, "condition", "new");
        element(item, "availability", tag.available ? "in_stock" : "out_of_stock");
        Integer list = tag.listCents;
        element(item, "price", price(shop, list == null ? tag.cents : list));
        if (list != null) {
            element(item, "sale_price", price(shop, tag.cents));
        }
        if (goods.gtin() == null) {
            element(item, "identifier_exists", "no");
        } else {
            element(item, "gtin", goods.gtin());
        }
        if (goods.mpn() != null) {
            element(item, "mpn", goods.mpn());
        }
        item.append("<g:shipping><g:country>DE</g:country><g:service>Standard</g:service>");
        element(item, "price", price(shop, shop.sending));
        return item.append("</g:shipping></item>\n").toString();
    }

    private static void element(StringBuilder item, String name, String value) {
        item.append("<g:")
                .append(name)
                .append('>')
                .append(value)
                .append("</g:")
                .append(name)
                .append('>');
    }

    static String table(Shop shop, Function<Shop.Tag, String> address) {
        StringBuilder feed = new StringBuilder(
                "id\ttitle\tlink\tbrand\tcondition\tavailability\tprice\tsale price\tgtin\tmpn\tshipping(country:price)\n");
        shop.tags().forEach(tag -> {
            Goods goods = tag.goods;
            Integer list = tag.listCents;
            feed.append(String.join(
                            "\t",
                            goods.id(),
                            "\"" + goods.title() + "\"",
                            address.apply(tag),
                            goods.brand(),
                            "new",
                            tag.available ? "in stock" : "out of stock",
                            price(shop, list == null ? tag.cents : list),
                            list == null ? "" : price(shop, tag.cents),
                            goods.gtin() == null ? "" : goods.gtin(),
                            goods.mpn() == null ? "" : goods.mpn(),
                            "DE:" + price(shop, shop.sending)))
                    .append('\n');
        });
        return feed.toString();
    }

    private static String price(Shop shop, int cents) {
        return Amounts.point(cents) + " " + shop.currency;
    }
}
