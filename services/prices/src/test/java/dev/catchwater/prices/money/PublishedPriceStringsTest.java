package dev.catchwater.prices.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds our reading against published cases of real price strings. */
class PublishedPriceStringsTest {

    private static final Predicate<JsonNode> HARD =
            one -> one.path("group").asText().contains("XFAIL");

    @Test
    void everyPublishedStringIsReadAsItsPublisherReadsIt() throws IOException {
        List<JsonNode> cases = cases(HARD.negate());
        assertThat(cases).hasSizeGreaterThan(200);
        assertThat(cases.stream().map(PublishedPriceStringsTest::difference).filter(Objects::nonNull))
                .isEmpty();
    }

    @Test
    void ofThoseThatTheirPublisherCannotReadMostAreRead() throws IOException {
        List<JsonNode> cases = cases(HARD);
        List<String> missed = cases.stream()
                .map(PublishedPriceStringsTest::difference)
                .filter(Objects::nonNull)
                .toList();
        assertThat(missed).as("%d cases", cases.size()).hasSizeLessThanOrEqualTo(18);
    }

    private static @Nullable String difference(JsonNode one) {
        PriceText.Style style = new PriceText.Style(text(one, "decimal_separator"), text(one, "digit_group_separator"));
        ReadPrice read = PriceText.read(text(one, "price_raw"), text(one, "currency_raw"), style);
        String amount = text(one, "amount");
        boolean same = Objects.equals(read.symbol(), text(one, "currency"))
                && Objects.equals(read.text(), text(one, "amount_text"))
                && (amount == null
                        ? read.amount() == null
                        : read.amount() != null && read.amount().compareTo(new BigDecimal(amount)) == 0);
        return same ? null : one + " was read as " + read;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isNull() ? null : node.path(field).asText();
    }

    private static List<JsonNode> cases(Predicate<JsonNode> wanted) throws IOException {
        String folder = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(folder != null, "CATCHWATER_VECTORS names no folder of published vectors");
        List<JsonNode> cases = new ArrayList<>();
        new ObjectMapper()
                .readTree(Files.readAllBytes(Path.of(folder, "price", "price-strings.json")))
                .forEach(cases::add);
        return cases.stream().filter(wanted).toList();
    }
}
