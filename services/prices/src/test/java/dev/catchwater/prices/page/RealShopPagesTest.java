package dev.catchwater.prices.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.prices.money.PriceText;
import dev.catchwater.prices.offer.Availability;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Holds our reading against pages of real shops and what people saw on them. */
class RealShopPagesTest {

    /**
     * Prices that we read otherwise than the people who looked, all of them known. Four (Chile: "$24.990" noted as 24.99)
     * are the notes' fault; the two of an auction house state the starting price for machines and show the bid.
     */
    private static final Set<String> PRICE_MISSES = Set.of("0bf9a3", "3126dc", "3f5c52", "8cb33a", "9d939d", "9f0c6c");

    /**
     * The same for availability: two shops that say OutOfStock for machines and show a basket, a classified ad that is "NOT
     * SOLD", a price of 0 that is out of stock, and a Slovak "cannot be bought now, can be reserved".
     */
    private static final Set<String> STOCK_MISSES = Set.of("b4298c", "b47562", "c9f80e", "ccbaa8", "f48e99");

    @Test
    void pricesAndAvailabilityAreReadAsPeopleSeeThem() throws IOException {
        int right = 0;
        int wrong = 0;
        int missing = 0;
        int stock = 0;
        Set<String> prices = new TreeSet<>();
        Set<String> stocks = new TreeSet<>();
        List<Page> pages = pages();
        for (Page page : pages) {
            OfferFacts main = PageReader.read(page.html, page.address).main();
            FoundPrice price = main.price();
            boolean same = price != null && page.prices.stream().anyMatch(one -> one.compareTo(price.amount()) == 0);
            right += same ? 1 : 0;
            wrong += !same && price != null ? 1 : 0;
            missing += !same && !page.prices.isEmpty() ? 1 : 0;
            if (!same && (price != null || !page.prices.isEmpty())) {
                prices.add(page.id);
            }
            if (said(main.availability()).equals(page.availability)) {
                stock++;
            } else {
                stocks.add(page.id);
            }
        }
        double f1 = 2.0 * right / (2.0 * right + wrong + missing);
        assertThat(pages).hasSize(88);
        assertThat(f1).as("F1 of prices; missed %s", prices).isGreaterThanOrEqualTo(0.92);
        assertThat(stock / (double) pages.size())
                .as("availability; missed %s", stocks)
                .isGreaterThanOrEqualTo(0.94);
        assertThat(PRICE_MISSES).containsAll(prices);
        assertThat(STOCK_MISSES).containsAll(stocks);
    }

    private static String said(Availability availability) {
        return availability.available() ? "InStock" : availability.refused() ? "OutOfStock" : "";
    }

    private static List<Page> pages() throws IOException {
        String folder = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(folder != null, "CATCHWATER_VECTORS names no folder of published vectors");
        Path root = Path.of(folder, "price", "product-extraction");
        JsonNode truths = new ObjectMapper().readTree(Files.readAllBytes(root.resolve("ground-truth.json")));
        List<Page> pages = new ArrayList<>();
        for (var truth : truths.properties()) {
            Path file = root.resolve("html").resolve(truth.getKey() + ".html.gz");
            try (var gzip = new GZIPInputStream(Files.newInputStream(file))) {
                pages.add(Page.of(
                        truth.getKey(), truth.getValue(), new String(gzip.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return pages;
    }

    private record Page(String id, URI address, List<BigDecimal> prices, String availability, String html) {

        static Page of(String id, JsonNode truth, String html) {
            List<BigDecimal> prices = new ArrayList<>();
            truth.path("price")
                    .forEach(price -> prices.add(Objects.requireNonNull(
                            PriceText.read(price.asText()).amount())));
            URI address =
                    URI.create(truth.path("url").asText().replace(" ", "%20").replace("|", "%7C"));
            return new Page(
                    id.substring(0, 6),
                    address,
                    prices,
                    truth.path("availability").path(0).asText(),
                    html);
        }
    }
}
