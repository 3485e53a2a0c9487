package dev.catchwater.prices.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pages of megabytes that are made to be expensive. What takes time by the square of such a length takes hours; the limit is
 * far above what reading costs on a slow machine.
 */
class HostilePagesTest {

    private static final URI PAGE = URI.create("https://shop.example/p/1");
    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final int MILLION = 1_000_000;

    static Stream<Arguments> pages() {
        return Stream.of(
                page("elements in each other", () -> "<div>".repeat(200_000) + "9,99 €"),
                page("prices in each other", () -> "<div>1<b></b>".repeat(100_000)),
                page("prices beside each other", () -> "<i>1</i>".repeat(400_000)),
                page("one box of boxes", () -> "<p>" + "<b><i>2</i></b>".repeat(200_000) + "</p>"),
                page("lists in lists", () -> "<ul><li>3 €".repeat(100_000)),
                page(
                        "a class of a megabyte",
                        () -> "<div class='" + "a ".repeat(MILLION) + "'>" + "<b>4 €</b>".repeat(20_000) + "</div>"),
                page(
                        "a style of a megabyte",
                        () -> "<div style='" + "a ".repeat(MILLION) + "'>" + "<b>5 €</b>".repeat(20_000) + "</div>"),
                page("words of stock", () -> "<p>sold out</p>".repeat(200_000)),
                page("hidden words of stock", () -> "<p hidden>".repeat(500) + "<b>sold out</b>".repeat(100_000)),
                page(
                        "an item that borrows a million times",
                        () -> "<div itemscope itemref='" + "x y ".repeat(500_000) + "'></div>"
                                + "<b>z</b>".repeat(200_000)),
                page("a property of a million names", () -> "<div itemscope><b itemprop='" + names() + "'>x</b></div>"),
                page(
                        "properties in each other",
                        () -> "<div itemscope>" + "<b itemprop=name>x".repeat(100_000) + "</div>"),
                page("items in each other", () -> "<div itemscope itemprop=name itemtype=Product>".repeat(100_000)),
                page(
                        "tags that do not end",
                        () -> "<title ".repeat(200_000) + "<script ".repeat(200_000) + "<h1 ".repeat(200_000)));
    }

    static Stream<Arguments> scripts() {
        return Stream.of(
                page("a number of a thousand million digits", () -> "\"offers\":{\"price\":1e999999999}"),
                page("a number as small", () -> "\"offers\":{\"price\":1e-999999999}"),
                page("a thing that is its own name", () -> "\"@id\":\"a\",\"name\":{\"@id\":\"a\"}"),
                page("slashes", () -> "\"url\":\"/" + "/".repeat(MILLION) + "x\""),
                page("objects in each other", () -> "\"x\":" + "{\"x\":".repeat(300_000)),
                page("lists in each other", () -> "\"x\":" + "[".repeat(MILLION)),
                page("a long price", () -> "\"offers\":{\"price\":\"" + "1 ".repeat(500_000) + "\"}"),
                page("a long number", () -> "\"gtin\":\"" + "4".repeat(MILLION) + "\""),
                page("many products", () -> "\"name\":\"x\"},{\"@type\":\"Product\"".repeat(50_000)));
    }

    private static Arguments page(String what, Supplier<String> content) {
        return Arguments.of(what, content);
    }

    private static String names() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            names.append('n').append(i).append(' ');
        }
        return names.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void aPageIsReadWithinBounds(String what, Supplier<String> content) {
        String html = "<html><head><title>Kettle</title></head><body><h1>Kettle</h1>" + content.get();
        assertThat(assertTimeoutPreemptively(GENEROUS, () -> PageReader.read(html, PAGE)))
                .isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void aScriptIsReadWithinBoundsAndTheRestOfThePageStillCounts(String what, Supplier<String> content) {
        String html = "<html><head><title>Kettle</title><script type='application/ld+json'>[{\"@type\":\"Product\","
                + content.get() + "}]</script></head><body><h1>Kettle</h1><p class=price>9,99 €</p>";
        PageFacts facts = assertTimeoutPreemptively(GENEROUS, () -> PageReader.read(html, PAGE));
        assertThat(facts.title()).isNotNull();
    }

    @Test
    void commentsAroundAScriptMayBeManyButAreNotFollowedForEver() {
        String html = "<script type='application/ld+json'>" + "/* <![CDATA[ */".repeat(100_000)
                + "{\"@type\":\"Product\"}</script><h1>Kettle</h1>";
        assertThat(assertTimeoutPreemptively(GENEROUS, () -> PageReader.read(html, PAGE))
                        .title())
                .isEqualTo("Kettle");
    }
}
