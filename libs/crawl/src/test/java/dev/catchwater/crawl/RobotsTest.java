package dev.catchwater.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RobotsTest {

    /**
     * Here the RFC and the publisher's matcher differ: that one compares octets as it gets them, RFC 9309 §2.2.2 compares
     * after both sides are percent-encoded alike, and lists two of these as matching.
     */
    private static final Set<String> OTHERWISE = Set.of("ID_Encoding:419", "ID_Encoding:430", "ID_Encoding:441");

    private static final URI FILE = URI.create("https://shop.example/robots.txt");

    @Test
    void everyPublishedCaseOfTheStandardIsDecidedAsPublished() throws IOException {
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (JsonNode one : cases().path("allow_cases")) {
            String agent = one.path("agent").asText();
            boolean ours = one.path("google_only").asBoolean() || !agent.matches("[A-Za-z_-]+");
            if (!ours) {
                count++;
                boolean allowed = robots(one.path("robots").asText(), agent).allows(URI.create(url(one)));
                if (allowed != one.path("allowed").asBoolean()) {
                    differences.add(
                            one.path("test").asText() + ":" + one.path("line").asInt());
                }
            }
        }
        assertThat(count).isGreaterThan(60);
        assertThat(differences).containsExactlyInAnyOrderElementsOf(OTHERWISE);
    }

    @Test
    void theLongestRuleDecidesAndAllowWinsTies() {
        Robots robots =
                robots("User-agent: *\nDisallow: /p\nAllow: /p/kettle\nDisallow: /x\nAllow: /x\n", "Catchwater");
        assertThat(robots.allows(URI.create("https://shop.example/p/kettle"))).isTrue();
        assertThat(robots.allows(URI.create("https://shop.example/p/other"))).isFalse();
        assertThat(robots.allows(URI.create("https://shop.example/x"))).isTrue();
    }

    @Test
    void groupsForTheSameCrawlerCountTogetherAndTheStarNoMore() {
        Robots robots = robots(
                "User-agent: catchwater\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nUser-agent: Catchwater\nDisallow: /b\n",
                "Catchwater");
        assertThat(robots.allows(URI.create("https://shop.example/a"))).isFalse();
        assertThat(robots.allows(URI.create("https://shop.example/b"))).isFalse();
        assertThat(robots.allows(URI.create("https://shop.example/c"))).isTrue();
    }

    @Test
    void delaysAndSitemapsAreRead() {
        Robots robots = robots(
                "Sitemap: https://shop.example/sitemap.xml\nSitemap: javascript:1\nUser-agent: *\nCrawl-delay: 7\nDisallow:\n",
                "Catchwater");
        assertThat(robots.crawlDelay()).contains(Duration.ofSeconds(7));
        assertThat(robots.sitemaps()).containsExactly(URI.create("https://shop.example/sitemap.xml"));
        assertThat(Robots.ALLOW_ALL.crawlDelay()).isEmpty();
    }

    @Test
    void moreThanFiveHundredKibibytesAreCutAndTheRestIsObeyed() {
        String text = "User-agent: *\nDisallow: /a\n" + "# x\n".repeat(400_000) + "Disallow: /b\n";
        Robots robots = robots(text, "Catchwater");
        assertThat(robots.allows(URI.create("https://shop.example/a"))).isFalse();
        assertThat(robots.allows(URI.create("https://shop.example/b"))).isTrue();
    }

    @Test
    void aTokenHasLettersHyphensAndUnderscoresOnly() {
        assertThatThrownBy(() -> robots("", "Catchwater/1.0")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String url(JsonNode one) {
        StringBuilder url = new StringBuilder();
        for (byte b : one.path("url").asText().getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > ' ' && b < 127;
            url.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
        }
        return url.toString();
    }

    private static Robots robots(String text, String token) {
        return Robots.parse(text.getBytes(StandardCharsets.UTF_8), FILE, token);
    }

    private static JsonNode cases() throws IOException {
        String folder = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(folder != null, "CATCHWATER_VECTORS names no folder of published vectors");
        return new ObjectMapper().readTree(Files.readAllBytes(Path.of(folder, "price", "robots-cases.json")));
    }
}
