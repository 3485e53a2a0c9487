package dev.catchwater.prices.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.catchwater.crawl.Directives;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBytesTest {

    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=no-such-charset",
        "text/html; charset=",
        "text/html; charset=\"utf-8",
        "text/html; charset=../../etc/passwd",
    })
    void aCharsetThatIsNoneIsPassedOver(String type) {
        byte[] bytes = "<p>9,99 €</p>".getBytes(StandardCharsets.UTF_8);
        assertThat(Charsets.text(bytes, type)).contains("9,99 €");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "iso-8859-1", "latin1", "windows-1252", "us-ascii"})
    void theEuroOfAPageThatCallsItselfLatinIsRead(String label) {
        byte[] bytes = "<p>9,99 €</p>".getBytes(Charset.forName("windows-1252"));
        assertThat(Charsets.text(bytes, "text/html; charset=" + label)).isEqualTo("<p>9,99 €</p>");
        byte[] named = ("<meta charset='" + label + "'>9,99 €").getBytes(Charset.forName("windows-1252"));
        assertThat(Charsets.text(named, "text/html")).endsWith("9,99 €");
    }

    @Test
    void aWrongCharsetCostsLettersAndNothingElse() {
        byte[] utf8 = "<p>9,99 €</p>".getBytes(StandardCharsets.UTF_8);
        assertThat(Charsets.text(utf8, "text/html; charset=ISO-8859-1")).contains("9,99");
        byte[] latin = "<p>9,99 \u00a3</p>".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Charsets.text(latin, "text/html; charset=utf-8")).contains("9,99");
        assertThat(Charsets.text(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'x'}, "text/html; charset=utf-16"))
                .isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<title ", "<script ", "<h1 ", "<script src=", "<title>", "<"})
    void markersOfAPageOfTagsThatDoNotEndAreFoundWithinBounds(String tag) {
        String html = tag.repeat(4_000_000 / tag.length());
        assertThat(assertTimeoutPreemptively(GENEROUS, () -> Markers.of(html)).length())
                .isLessThanOrEqualTo(4_000);
    }

    @Test
    void whatPagesAskOfCrawlersIsFoundInTheirHeadsOnly() {
        assertThat(Metas.directives("<head><META NAME=Robots content='NOINDEX'></head>", "Us"))
                .isEqualTo(new Directives(true, false, false));
        assertThat(Metas.directives("<head><meta name=us content=none></head>", "Us"))
                .isEqualTo(new Directives(true, true, false));
        assertThat(Metas.directives("<head></head><p><meta name=robots content=noindex>", "Us"))
                .isEqualTo(Directives.NONE);
        assertThat(Metas.directives("<!-- <meta name=robots content=noindex> --><title>none", "Us"))
                .isEqualTo(Directives.NONE);
        String many = "<meta name=robots content=noindex>".repeat(100_000);
        assertThat(assertTimeoutPreemptively(GENEROUS, () -> Metas.directives(many, "Us"))
                        .noindex())
                .isTrue();
    }
}
