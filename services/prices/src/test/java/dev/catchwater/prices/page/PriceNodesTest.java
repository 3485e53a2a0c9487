package dev.catchwater.prices.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.offer.Availability;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PriceNodesTest {

    private static final URI HERE = URI.create("https://laden.example.at/p/kessel");

    @Test
    void thePriceByTheHeadingWinsOverThoseOfMenusTilesAndShipping() {
        OfferFacts offer = read("""
                <header class="header"><a href="/cart" class="mini-cart price">0,00 €</a></header>
                <h1>Kessel</h1><div class="product"><span class="price">24,90 €</span>
                 <p class="shipping">Versand 4,90 €</p><p class="unit-price">(12,45 € / kg)</p>
                 <button>In den Warenkorb</button></div>
                <div class="recommendations"><ul><li><a href="/a"><span class="price">5,00 €</span></a></li>
                 <li><a href="/b"><span class="price">6,00 €</span></a></li><li><a href="/c"><span class="price">7,00 €</span></a></li>
                 <li><a href="/d"><span class="price">8,00 €</span></a></li></ul></div>""");
        assertThat(Objects.requireNonNull(offer.price()).money().orElseThrow()).hasToString("24.90 EUR");
        assertThat(offer.price().evidence().syntax()).isEqualTo(Syntax.TEXT);
        assertThat(offer.availability()).isEqualTo(Availability.IN_STOCK);
    }

    @Test
    void whatIsStruckThroughIsTheListPrice() {
        OfferFacts offer = read("<h1>Kessel</h1><p><del>€ 40,00</del> <span class='price sale'>€ 30,00</span></p>");
        assertThat(Objects.requireNonNull(offer.price()).amount()).isEqualByComparingTo("30");
        assertThat(Objects.requireNonNull(offer.list()).amount()).isEqualByComparingTo("40");
    }

    @Test
    void aPriceForMachinesThatPeopleSeeStruckThroughIsTheOneFromBefore() {
        OfferFacts offer = read("""
                <h1>Kessel</h1><div itemscope itemtype="https://schema.org/Product"><meta itemprop="name" content="Kessel">
                <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="40.00">
                <meta itemprop="priceCurrency" content="EUR"></div></div>
                <p><span class="original-price">40,00 €</span> <span class="price special">30,00 €</span></p>""");
        assertThat(Objects.requireNonNull(offer.price()).money().orElseThrow()).hasToString("30.00 EUR");
        assertThat(Objects.requireNonNull(offer.list()).amount()).isEqualByComparingTo("40");
    }

    @Test
    void raisedCentsComeAfterThePoint() {
        OfferFacts offer = read("<h1>Kessel</h1><div class='price'><span>€</span><span>12</span><sup>99</sup></div>");
        assertThat(Objects.requireNonNull(offer.price()).amount()).isEqualByComparingTo("12.99");
    }

    @Test
    void anAmbiguousSignIsThatOfThePagesCountry() {
        assertThat(price("https://tienda.example.cl/p/1", "$24.990")).isEqualTo("24990 CLP");
        assertThat(price("https://shop.example.com.au/p/1", "$24.99")).isEqualTo("24.99 AUD");
        assertThat(price("https://butik.example.se/p/1", "249 kr")).isEqualTo("249.00 SEK");
        assertThat(price("https://shop.example.com/p/1", "$24.99")).isEqualTo("24.99 USD");
    }

    @Test
    void hiddenPricesAndBundlesAreNotTaken() {
        OfferFacts offer =
                read("<h1>Kessel</h1><p class='price' style='display: none'>1,00 €</p><p class='price'>9,00 €</p>");
        assertThat(Objects.requireNonNull(offer.price()).amount()).isEqualByComparingTo("9");
    }

    @Test
    void soldOutIsReadInManyLanguagesButNotOffAButtonThatMaySayBoth() {
        for (String said :
                new String[] {"Ausverkauft", "Currently unavailable.", "Rupture de stock", "Nicht verfügbar", "品切れ"}) {
            assertThat(read("<h1>Kessel</h1><p class='price'>9,00 €</p><p>" + said + "</p>")
                            .availability())
                    .as(said)
                    .isEqualTo(Availability.OUT_OF_STOCK);
        }
        assertThat(
                        read("<h1>Kessel</h1><p class='price'>9,00 €</p><a><span>In den Warenkorb</span><span>Ausverkauft</span></a>")
                                .availability())
                .isEqualTo(Availability.IN_STOCK);
    }

    @Test
    void aPageWithoutAPriceHasNone() {
        assertThat(read("<h1>About us</h1><p>Founded 1998, 35 people.</p>").price())
                .isNull();
        assertThat(read("").price()).isNull();
        assertThat(read("<div>".repeat(20_000) + "9,00 €").availability()).isNotNull();
    }

    private static String price(String address, String text) {
        return Objects.requireNonNull(
                        PageReader.read("<h1>Kessel</h1><p class='price'>" + text + "</p>", URI.create(address))
                                .main()
                                .price())
                .money()
                .orElseThrow()
                .toString();
    }

    private static OfferFacts read(String body) {
        return PageReader.read("<title>Kessel</title><body>" + body, HERE).main();
    }
}
