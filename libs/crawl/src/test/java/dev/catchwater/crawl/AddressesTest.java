package dev.catchwater.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    private static final URI MAP = URI.create("https://shop.example/sitemap.xml");

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Shop.Example:443/a/../p/1#top, https://shop.example/p/1",
        "http://shop.example:80, http://shop.example/",
        "https://shop.example/p/1?utm_source=x&id=2&gclid=3, https://shop.example/p/1?id=2",
        "https://shop.example/%7Eme/%e4, https://shop.example/~me/%E4",
        "https://shop.example/a b, https://shop.example/a%20b",
    })
    void oneAddressHasOneSpelling(String text, String canonical) {
        assertThat(CanonicalUrl.of(text)).contains(URI.create(canonical));
        assertThat(CanonicalUrl.of(canonical)).contains(URI.create(canonical));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://shop.example/",
        "javascript:alert(1)",
        "/p/1",
        "https://",
        "https://user:secret@shop.example/",
        "mailto:x@y"
    })
    void whatIsNoWebAddressIsNone(String text) {
        assertThat(CanonicalUrl.of(text)).isEmpty();
        assertThat(CanonicalUrl.of("https://shop.example/" + "x".repeat(3_000))).isEmpty();
    }

    @Test
    void aSitemapNamesPagesOfItsOwnHostOnly() throws IOException {
        String text = """
                <?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <url><loc>https://shop.example/p/1?utm_source=map</loc><lastmod>2026-11-01T00:00:00Z</lastmod></url>
                <url><loc>https://shop.example/p/2</loc></url><url><loc>https://elsewhere.example/p/3</loc></url></urlset>""";
        Sitemap.Pages pages = (Sitemap.Pages) parse(text);
        assertThat(pages.pages())
                .containsExactly(
                        new Sitemap.Page(URI.create("https://shop.example/p/1"), Instant.parse("2026-11-01T00:00:00Z")),
                        new Sitemap.Page(URI.create("https://shop.example/p/2"), null));
        assertThat(Sitemap.parse(gzip(text), MAP)).contains(pages);
    }

    @Test
    void anIndexNamesSitemaps() {
        Sitemap.Index index = (Sitemap.Index) parse("""
                <?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <sitemap><loc>https://shop.example/a.xml</loc></sitemap>
                <sitemap><loc>https://other.example/b.xml</loc></sitemap></sitemapindex>""");
        assertThat(index.sitemaps()).containsExactly(URI.create("https://shop.example/a.xml"));
    }

    @Test
    void hostileSitemapsAreNone() throws IOException {
        assertThat(Sitemap.parse("<urlset><url>".getBytes(StandardCharsets.UTF_8), MAP)
                        .map(map -> map.equals(new Sitemap.Pages(java.util.List.of())))
                        .orElse(true))
                .isTrue();
        String entity = "<!DOCTYPE urlset [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><urlset"
                + " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://shop.example/&x;</loc></url></urlset>";
        assertThat(Sitemap.parse(entity.getBytes(StandardCharsets.UTF_8), MAP)
                        .map(map -> ((Sitemap.Pages) map)
                                .pages().stream()
                                        .noneMatch(
                                                page -> page.address().getPath().length() > 1))
                        .orElse(true))
                .isTrue();
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 60; i++) {
                gzip.write(zeros);
            }
        }
        assertThat(Sitemap.parse(bomb.toByteArray(), MAP)).isEmpty();
    }

    private static Sitemap parse(String text) {
        return Sitemap.parse(text.getBytes(StandardCharsets.UTF_8), MAP).orElseThrow();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
