package dev.catchwater.prices.source.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.Page;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.Reading.Thing;
import dev.catchwater.prices.offer.Availability;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProductListTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final URI SHOP = URI.create("https://shop.example/products.json?limit=2&currency=EUR");
    private static final String ITEM = """
            <item><g:id>TV-1</g:id><title>Acme TV</title><link>/p/tv-1</link><g:brand>Acme</g:brand>
            <g:gtin>4012345000009</g:gtin><g:availability>in stock</g:availability><g:price>1,299.00 EUR</g:price>%s
            <g:shipping><g:country>DE</g:country><g:price>29.90 EUR</g:price></g:shipping>
            <g:shipping><g:country>AT</g:country><g:price>49.90 EUR</g:price></g:shipping></item>""";

    @Test
    void anRssFeedTellsPricesKeysAndSending() {
        Thing tv = only(rss(ITEM.formatted("")));
        assertThat(tv.key()).isEqualTo("TV-1");
        assertThat(tv.url()).hasToString("https://shop.example/p/tv-1");
        assertThat(tv.quote().price()).hasToString("1299.00 EUR");
        assertThat(tv.quote().landed()).hasToString("1328.90 EUR");
        assertThat(tv.quote().availability()).isEqualTo(Availability.IN_STOCK);
        assertThat(tv.listing().keys().getFirst().text()).isEqualTo("gtin:04012345000009");
        assertThat(tv.quote().proofs()).anySatisfy(proof -> {
            assertThat(proof.syntax()).isEqualTo("FEED");
            assertThat(proof.raw()).isEqualTo("1,299.00");
        });
    }

    @Test
    void aSalePriceHoldsWithinItsDatesAlone() {
        String sale =
                "<g:sale_price>999 EUR</g:sale_price><g:sale_price_effective_date>%s</g:sale_price_effective_date>";
        Thing now = only(rss(ITEM.formatted(sale.formatted("2026-11-20T00:00+0100/2026-11-30T23:59+0100"))));
        assertThat(now.quote().price()).hasToString("999.00 EUR");
        assertThat(now.quote().list()).hasToString("1299.00 EUR");
        for (String other : List.of("2026-12-01T00:00Z/2026-12-02T00:00Z", "soon/later")) {
            Thing not = only(rss(ITEM.formatted(sale.formatted(other))));
            assertThat(not.quote().price()).hasToString("1299.00 EUR");
            assertThat(not.quote().list()).isNull();
        }
    }

    @Test
    void whatIsInAnotherCurrencyThanThePriceIsLeftOut() {
        Thing tv = only(rss(ITEM.formatted("").replace("29.90 EUR", "29.90 USD")));
        assertThat(tv.quote().price()).hasToString("1299.00 EUR");
        assertThat(tv.quote().shipping()).isNull();
        assertThat(tv.quote().proofs()).noneMatch(proof -> proof.value().equals("shipping"));
    }

    @Test
    void aFeedThatBreaksOffSaysNothing() {
        String whole = rss(ITEM.formatted(""));
        assertThat(read(Page.Kind.FEED, whole.substring(0, whole.length() - 12)).entries())
                .isEmpty();
    }

    @Test
    void entitiesOfADocumentTypeAreNotRead() {
        String bomb = "<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
                + rss(ITEM.formatted("")).replace("Acme TV", "&a;").replaceFirst("<\\?xml[^>]*>", "");
        assertThat(read(Page.Kind.FEED, bomb).entries())
                .allSatisfy(entry -> assertThat(entry.title()).isNull());
    }

    @Test
    void aTableIsReadByTheNamesOfItsColumns() {
        Thing tv = only("""
                id\ttitle\tlink\tprice\tsale price\tavailability\tshipping(country:price)\titem group id\tsize
                TV-1\t"Acme ""Big"" TV"\thttps://shop.example/p/1\t100.00 EUR\t90 EUR\tpreorder\tDE:4.90 EUR\tg\t55"
                """);
        assertThat(tv.listing().title()).isEqualTo("Acme \"Big\" TV, 55\"");
        assertThat(tv.quote().price()).hasToString("90.00 EUR");
        assertThat(tv.quote().list()).hasToString("100.00 EUR");
        assertThat(tv.quote().shipping()).hasToString("4.90 EUR");
        assertThat(tv.quote().availability()).isEqualTo(Availability.PRE_ORDER);
    }

    @Test
    void shopifysVariantsAreEntriesAndAFullPageGoesOn() {
        String page = """
                {"products":[{"id":1,"title":"Tee","handle":"tee","vendor":"F","variants":[
                  {"id":11,"title":"White / M","sku":"W-M","available":true,"price":"19.90","compare_at_price":"25.00"},
                  {"id":12,"title":"White / L","sku":"","available":false,"price":"19.90","compare_at_price":null}]},
                 {"id":2,"title":"Cap","handle":"cap","vendor":"F","variants":[
                  {"id":21,"title":"Default Title","sku":"CAP","available":true,"price":"9.00","compare_at_price":"0.00"}]}]}""";
        ProductList list = read(Page.Kind.SHOPIFY, page);
        List<Thing> things = things(list);
        assertThat(things).extracting(Thing::key).containsExactly("W-M", "12", "CAP");
        assertThat(things)
                .extracting(thing -> thing.listing().title())
                .containsExactly("Tee, White / M", "Tee, White / L", "Cap");
        assertThat(things.getFirst().quote().price()).hasToString("19.90 EUR");
        assertThat(things.getFirst().quote().list()).hasToString("25.00 EUR");
        assertThat(things.get(1).quote().availability()).isEqualTo(Availability.OUT_OF_STOCK);
        assertThat(things.get(1).url()).hasToString("https://shop.example/products/tee?variant=12");
        assertThat(list.next()).hasToString("https://shop.example/products.json?limit=2&currency=EUR&page=2");
        String shorter = "{\"products\":[]}";
        assertThat(read(Page.Kind.SHOPIFY, shorter).next()).isNull();
    }

    @Test
    void woosPricesAreInMinorUnitsAndARangeIsNoPrice() {
        String page = """
                [{"id":7,"name":"Kettle &#8211; big","permalink":"https://shop.example/kettle","sku":"K","is_in_stock":true,
                  "prices":{"price":"2999","regular_price":"3499","currency_code":"EUR","currency_minor_unit":2,"price_range":null}},
                 {"id":8,"name":"Yen","sku":"Y","is_in_stock":true,"is_on_backorder":true,
                  "prices":{"price":"500","regular_price":"500","currency_code":"JPY","currency_minor_unit":0,
                   "price_range":{"min_amount":"500","max_amount":"900"}}}]""";
        List<Thing> things = things(read(Page.Kind.WOOCOMMERCE, page));
        assertThat(things.get(0).listing().title()).isEqualTo("Kettle – big");
        assertThat(things.get(0).quote().price()).hasToString("29.99 EUR");
        assertThat(things.get(0).quote().list()).hasToString("34.99 EUR");
        assertThat(things.get(1).quote().price()).hasToString("500 JPY");
        assertThat(things.get(1).quote().range()).isTrue();
        assertThat(things.get(1).quote().availability()).isEqualTo(Availability.BACK_ORDER);
    }

    @ParameterizedTest
    @EnumSource(
            value = Page.Kind.class,
            names = {"FEED", "SHOPIFY", "WOOCOMMERCE"})
    void whatIsNoListSaysNothing(Page.Kind kind) {
        for (String text :
                List.of("", "<html><title>Just a moment...</title>", "{}", "[1,null,{}]", "{\"products\":[{}]}")) {
            Reading reading = Reading.of(read(kind, text).entries(), "shop.example", "h", null);
            assertThat(reading.quote().says()).as(text).isFalse();
        }
    }

    @Test
    void aListIsBounded() {
        StringBuilder table = new StringBuilder("id\tprice\n");
        for (int i = 0; i < 3_000; i++) {
            table.append(i).append("\t1 EUR\n");
        }
        assertThat(read(Page.Kind.FEED, table.toString()).entries()).hasSize(Reading.MOST);
    }

    private static String rss(String item) {
        return "<?xml version=\"1.0\"?><rss xmlns:g=\"http://base.google.com/ns/1.0\" version=\"2.0\"><channel>"
                + "<title>A shop</title><link>https://shop.example</link>" + item + "</channel></rss>";
    }

    private static Thing only(String feed) {
        List<Thing> things = things(read(Page.Kind.FEED, feed));
        assertThat(things).hasSize(1);
        return things.getFirst();
    }

    private static List<Thing> things(ProductList list) {
        return Reading.of(list.entries(), "shop.example", "h", list.next()).things();
    }

    private static ProductList read(Page.Kind kind, String text) {
        return ProductList.read(kind, text.getBytes(StandardCharsets.UTF_8), text, SHOP, NOW);
    }
}
