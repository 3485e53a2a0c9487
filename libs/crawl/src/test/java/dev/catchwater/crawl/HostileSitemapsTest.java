package dev.catchwater.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileSitemapsTest {

    private static final URI MAP = URI.create("https://shop.example/sitemap.xml");
    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final String URLSET = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";

    static Stream<Arguments> maps() {
        return Stream.of(
                map("a billion laughs", HostileSitemapsTest::laughs),
                map("a quadratic blow-up", HostileSitemapsTest::blowUp),
                map("elements in each other", () -> URLSET + "<url>".repeat(300_000)),
                map(
                        "an address of megabytes",
                        () -> URLSET + "<url><loc>https://shop.example/" + "x".repeat(5_000_000)
                                + "</loc></url></urlset>"),
                map("attributes", () -> "<urlset " + "a=\"\" ".repeat(500_000) + "></urlset>"),
                map(
                        "more addresses than may be",
                        () -> URLSET + "<url><loc>https://shop.example/p</loc></url>".repeat(120_000) + "</urlset>"),
                map("lines of text", () -> "https://shop.example/p\n".repeat(200_000)),
                map("one line of text", () -> "https://shop.example/" + "p ".repeat(2_000_000)),
                map("no text", () -> "\u0000".repeat(2_000_000)));
    }

    private static Arguments map(String what, Supplier<String> text) {
        return Arguments.of(what, text);
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE urlset [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 12; i++) {
            text.append("<!ENTITY l").append(i).append(" \"").append(("&l" + (i - 1) + ";").repeat(10));
            text.append("\">");
        }
        return text.append("]>" + URLSET + "<url><loc>https://shop.example/&l11;</loc></url></urlset>")
                .toString();
    }

    private static String blowUp() {
        return "<?xml version=\"1.0\"?><!DOCTYPE urlset [<!ENTITY a \"" + "a".repeat(50_000) + "\">]>" + URLSET
                + "<url><loc>https://shop.example/" + "&a;".repeat(50_000) + "</loc></url></urlset>";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("maps")
    void aSitemapIsReadWithinBounds(String what, Supplier<String> text) {
        byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
        Optional<Sitemap> map = assertTimeoutPreemptively(GENEROUS, () -> Sitemap.parse(bytes, MAP));
        List<Sitemap.Page> pages =
                map.map(found -> ((Sitemap.Pages) found).pages()).orElse(List.of());
        assertThat(pages).hasSizeLessThanOrEqualTo(Sitemap.MOST);
        assertThat(pages)
                .allSatisfy(page -> assertThat(page.address().toString()).hasSizeLessThanOrEqualTo(2_000));
    }
}
