package dev.catchwater.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.Reading.Thing;
import dev.catchwater.prices.identity.ProductKey;
import dev.catchwater.prices.page.PageReader;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariantsTest {

    private static final URI HERE = URI.create("https://shop.example/products/tee?variant=2");
    private static final String OFFER = "\"offers\":{\"@type\":\"Offer\",\"priceCurrency\":\"EUR\",\"price\":\"%s\"}";

    @Test
    void variantsAreThingsOfTheirOwnTheShownOneFirst() {
        List<Thing> things = things(
                variant("T-1", "4012345000078", "White", "19.90"),
                variant("T-2", "4012345000085", "Indigo", "22.90")
                        .replace("\"offers\":{", "\"offers\":{\"url\":\"" + HERE + "\","));
        assertThat(things).extracting(Thing::key).containsExactly("T-2", "T-1");
        assertThat(things)
                .extracting(thing -> String.valueOf(thing.quote().price()))
                .containsExactly("22.90 EUR", "19.90 EUR");
        assertThat(things).extracting(thing -> thing.listing().title()).containsExactly("Tee, Indigo", "Tee, White");
        assertThat(keys(things.get(0))).containsExactly("gtin:04012345000085", "shop:shop.example:T-2");
        assertThat(keys(things.get(1))).containsExactly("gtin:04012345000078", "shop:shop.example:T-1");
    }

    @Test
    void aNumberThatAllVariantsHaveIsNoneOfTheirs() {
        List<Thing> things = things(
                variant("T-1", "4012345000078", "White", "19.90"), variant("T-2", "4012345000078", "Indigo", "22.90"));
        assertThat(things)
                .hasSize(2)
                .allSatisfy(thing -> assertThat(keys(thing)).hasSize(1));
    }

    @Test
    void offersOfSeveralSellersAreNoVariants() {
        String page = """
                {"@type":"Product","name":"Tee","sku":"T","offers":[
                 {"@type":"Offer","sku":"a","price":"9","priceCurrency":"EUR","seller":{"name":"A"}},
                 {"@type":"Offer","sku":"b","price":"8","priceCurrency":"EUR","seller":{"name":"B"}}]}""";
        assertThat(read(page)).singleElement().extracting(Thing::key).isEqualTo(Thing.ONLY);
    }

    @Test
    void whatIsNotToldApartIsOneThing() {
        String page = """
                {"@type":"Product","name":"Tee","sku":"T","offers":[
                 {"@type":"Offer","price":"9","priceCurrency":"EUR"},{"@type":"Offer","price":"8","priceCurrency":"EUR"}]}""";
        assertThat(read(page)).singleElement().extracting(Thing::key).isEqualTo(Thing.ONLY);
    }

    @Test
    void aPageThatTellsOfVariantsFromNowOnGoesOnWithTheShownOne() {
        List<Thing> things = things(variant("T-1", "", "White", "19.90"), variant("T-2", "", "Indigo", "22.90"));
        String main = things.getFirst().key();
        Pairing split = Pairing.of(Set.of(Thing.ONLY), things);
        assertThat(split.offers()).containsExactly(java.util.Map.entry(main, Thing.ONLY));
        assertThat(split.missed()).isEmpty();
        Pairing same = Pairing.of(Set.of("T-1", "T-2", "T-3"), things);
        assertThat(same.offers()).containsOnlyKeys("T-1", "T-2");
        assertThat(same.missed()).containsExactly("T-3");
        List<Thing> one = read("{\"@type\":\"Product\",\"name\":\"Tee\"," + OFFER.formatted("5") + "}");
        assertThat(Pairing.of(Set.of("T-1"), one).offers()).containsEntry(Thing.ONLY, "T-1");
        assertThat(Pairing.of(Set.of("T-1", "T-2"), one).missed()).containsExactlyInAnyOrder("T-1", "T-2");
    }

    private static String variant(String sku, String gtin, String colour, String price) {
        return "{\"@type\":\"Product\",\"sku\":\"" + sku + "\",\"gtin\":\"" + gtin + "\",\"color\":\"" + colour + "\","
                + OFFER.formatted(price) + "}";
    }

    private static List<Thing> things(String... variants) {
        return read("{\"@type\":\"ProductGroup\",\"name\":\"Tee\",\"mpn\":\"G\",\"brand\":\"F\",\"hasVariant\":["
                + String.join(",", variants) + "]}");
    }

    private static List<Thing> read(String json) {
        String html = "<title>Tee</title><script type=\"application/ld+json\">" + json + "</script><h1>Tee</h1>";
        return Reading.of(PageReader.read(html, HERE), "shop.example", "h").things();
    }

    private static List<String> keys(Thing thing) {
        return thing.listing().keys().stream().map(ProductKey::text).toList();
    }
}
