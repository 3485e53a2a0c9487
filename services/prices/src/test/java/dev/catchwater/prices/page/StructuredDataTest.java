package dev.catchwater.prices.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.offer.Availability;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredDataTest {

    private static final URI HERE = URI.create("https://shop.example/p/kettle-4711");
    private static final String OFFER = "\"offers\":{\"@type\":\"Offer\",\"price\":\"19.99\",\"priceCurrency\":\"EUR\","
            + "\"availability\":\"https://schema.org/InStock\"}";
    private static final String PRODUCT =
            "{\"@type\":\"Product\",\"name\":\"Kettle\",\"gtin13\":\"4006381333931\"," + OFFER + "}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{P}",
                "[{P}]",
                "{\"@graph\":[{\"@type\":\"WebSite\"},{P}]}",
                "<!-- {P} -->",
                "//<![CDATA[\n{P}\n//]]>",
                "/* shop */ {P}",
                "{P};",
                "null,",
                "{\"@type\":\"WebPage\",\"mainEntity\":{P}}",
                "\u0000{P}",
                "{\"@type\":[\"Product\",\"Thing\"],"
            })
    void jsonLdIsReadDespiteWhatIsAroundIt(String text) {
        String script = text.equals("null,")
                ? "null</script><script type='application/ld+json'>" + PRODUCT
                : text.endsWith("],")
                        ? text + PRODUCT.substring(PRODUCT.indexOf("\"name\""))
                        : text.replace("{P}", PRODUCT);
        OfferFacts offer = ld(script.replace("\u0000", "")).main();
        assertThat(Objects.requireNonNull(offer.price()).money().orElseThrow()).hasToString("19.99 EUR");
        assertThat(offer.availability()).isEqualTo(Availability.IN_STOCK);
        assertThat(offer.price().evidence()).isEqualTo(new Evidence(Syntax.JSON_LD, "Offer/price", "19.99"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-19.99", "\"-19.99\"", "\"\u2212 5\"", "\"1e5\"", "\"1.9E-3\"", "1e999999999", "0", "\"0.00\""})
    void whatIsBelowNothingOrNothingOrHasAnExponentIsNoPrice(String raw) {
        assertThat(ld(PRODUCT.replaceFirst("\"price\"\\s*:\\s*[^,}]+", "\"price\":" + raw))
                        .main()
                        .price())
                .isNull();
    }

    @Test
    void brokenOrEndlessJsonLdHurtsNobody() {
        assertThat(ld("{\"@type\":\"Product\",").main().price()).isNull();
        assertThat(ld("{\"a\":".repeat(5_000) + "1").main().price()).isNull();
        assertThat(ld("[" + "9".repeat(3_000) + "]").main().price()).isNull();
    }

    @Test
    void pricesOfDifferentKindsAreKeptApart() {
        OfferFacts offer = ld("""
                {"@type":"Product","name":"Kettle","offers":{"@type":"Offer","priceCurrency":"EUR",
                 "priceSpecification":[
                  {"@type":"UnitPriceSpecification","price":20,"priceType":"https://schema.org/SalePrice"},
                  {"@type":"UnitPriceSpecification","price":30,"priceType":"https://schema.org/StrikethroughPrice"},
                  {"@type":"UnitPriceSpecification","price":18,"validForMemberTier":{"@type":"MemberProgramTier"}},
                  {"@type":"UnitPriceSpecification","price":4,"referenceQuantity":
                    {"@type":"QuantitativeValue","value":"1","unitCode":"KGM"}}],
                 "shippingDetails":{"shippingRate":{"value":"4.90","currency":"EUR"}}}}""").main();
        assertThat(amount(offer.price())).isEqualTo("20");
        assertThat(amount(offer.list())).isEqualTo("30");
        assertThat(amount(offer.member())).isEqualTo("18");
        assertThat(amount(offer.shipping())).isEqualTo("4.90");
        assertThat(Objects.requireNonNull(offer.unit()).unitCode()).isEqualTo("KGM");
    }

    @Test
    void variantsAreKeptApartAndTheOneInTheAddressIsShown() {
        String group = """
                {"@type":"ProductGroup","name":"Shirt","productGroupID":"S1","hasVariant":[
                 {"@type":"Product","sku":"S1-RED","color":"red","offers":{"@type":"Offer","price":10,"priceCurrency":"EUR",
                  "url":"https://shop.example/p/kettle-4711?c=red"}},
                 {"@type":"Product","sku":"S1-BLUE","color":"blue","size":"M","offers":{"@type":"Offer","price":12,
                  "priceCurrency":"EUR","url":"https://shop.example/p/kettle-4711?c=blue"}}]}""";
        PageFacts facts = PageReader.read(page(group), URI.create(HERE + "?c=blue"));
        assertThat(facts.group()).isEqualTo("S1");
        assertThat(facts.offers()).extracting(OfferFacts::variant).containsExactly("red", "blue / M");
        assertThat(amount(facts.main().price())).isEqualTo("12");
        assertThat(facts.main().sku()).isEqualTo("S1-BLUE");
    }

    @Test
    void aRangeIsNoPriceUnlessItHasNoWidth() {
        assertThat(ld(aggregate("10", "20")).main().range()).isTrue();
        assertThat(ld(aggregate("10", "10")).main().range()).isFalse();
    }

    @Test
    void zeroIsNoPrice() {
        OfferFacts offer = ld(PRODUCT.replace("19.99", "0").replace("InStock", "OutOfStock"))
                .main();
        assertThat(offer.price()).isNull();
        assertThat(offer.availability()).isEqualTo(Availability.OUT_OF_STOCK);
    }

    @Test
    void theProductOfThePageIsFoundAmongThoseItRecommends() {
        String other = PRODUCT.replace("Kettle", "Toaster").replace("19.99", "5");
        assertThat(amount(ld("[" + other + "," + PRODUCT + "," + other + "]")
                        .main()
                        .price()))
                .isEqualTo("19.99");
    }

    @Test
    void microdataIsReadWithWhatItBorrows() {
        PageFacts facts = PageReader.read("""
                <h1>Kettle</h1><div itemscope itemtype="https://schema.org/Product" itemref="more">
                 <span itemprop="name">Kettle</span>
                 <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
                  <meta itemprop="price" content="1298.00"><meta itemprop="priceCurrency" content="EUR">
                  <link itemprop="availability" href="http://schema.org/OutOfStock"></div></div>
                <p id="more"><b itemprop="brand">Acme</b> <b itemprop="mpn">K-4711</b></p>""", HERE);
        assertThat(amount(facts.main().price())).isEqualTo("1298.00");
        assertThat(facts.main().availability()).isEqualTo(Availability.OUT_OF_STOCK);
        assertThat(facts.brand()).isEqualTo("Acme");
        assertThat(facts.mpn()).isEqualTo("K-4711");
    }

    @Test
    void rdfaAndOpenGraphAreRead() {
        PageFacts rdfa = PageReader.read("""
                <div vocab="https://schema.org/" typeof="Product"><span property="name">Kettle</span>
                 <div property="offers" typeof="Offer"><span property="price" content="7.50">7,50</span>
                  <meta property="priceCurrency" content="CHF"></div></div>""", HERE);
        assertThat(Objects.requireNonNull(rdfa.main().price()).money().orElseThrow())
                .hasToString("7.50 CHF");
        assertThat(rdfa.main().price().evidence().syntax()).isEqualTo(Syntax.RDFA);
        PageFacts graph = PageReader.read("""
                <meta property="og:title" content="Kettle"><meta property="product:price:amount" content="30,000">
                <meta property="product:price:currency" content="KRW"><meta property="product:availability" content="oos">""", HERE);
        assertThat(Objects.requireNonNull(graph.main().price()).money().orElseThrow())
                .hasToString("30000 KRW");
        assertThat(graph.main().availability()).isEqualTo(Availability.OUT_OF_STOCK);
    }

    @Test
    void pesosWithPointsAreThousandsAndEurosWithThreeDecimalsAreNot() {
        assertThat(amount(ld(PRODUCT.replace("19.99", "19.990").replace("EUR", "CLP"))
                        .main()
                        .price()))
                .isEqualTo("19990");
        assertThat(amount(ld(PRODUCT.replace("19.99", "19.990")).main().price()))
                .isEqualTo("19.990");
    }

    private static String aggregate(String low, String high) {
        return "{\"@type\":\"Product\",\"name\":\"Kettle\",\"offers\":{\"@type\":\"AggregateOffer\",\"lowPrice\":" + low
                + ",\"highPrice\":" + high + ",\"priceCurrency\":\"EUR\"}}";
    }

    private static String amount(FoundPrice price) {
        return price.amount().toPlainString();
    }

    private static PageFacts ld(String script) {
        return PageReader.read(page(script), HERE);
    }

    private static String page(String script) {
        return "<title>Kettle</title><h1>Kettle</h1><script type='application/ld+json'>" + script + "</script>";
    }
}
