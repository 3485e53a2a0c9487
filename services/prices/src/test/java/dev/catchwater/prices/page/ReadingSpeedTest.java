package dev.catchwater.prices.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What reading a page costs, on the pages of real shops; told, and not judged. */
class ReadingSpeedTest {

    private static final System.Logger LOG = System.getLogger(ReadingSpeedTest.class.getName());
    private static final int WARM = 10;
    private static final int ROUNDS = 30;

    private record Page(String html, URI address) {}

    @Test
    @Tag("trial")
    void everyPageIsReadInEveryRound() throws IOException {
        List<Page> pages = pages();
        long characters = pages.stream().mapToLong(page -> page.html.length()).sum();
        int titled = 0;
        long[] nanos = new long[ROUNDS * pages.size()];
        long all = 0;
        for (int round = -WARM; round < ROUNDS; round++) {
            for (int i = 0; i < pages.size(); i++) {
                long began = System.nanoTime();
                PageFacts facts = PageReader.read(pages.get(i).html, pages.get(i).address);
                long took = System.nanoTime() - began;
                titled += facts.title() == null ? 0 : 1;
                if (round >= 0) {
                    nanos[round * pages.size() + i] = took;
                    all += took;
                }
            }
        }
        Arrays.sort(nanos);
        LOG.log(
                System.Logger.Level.INFO,
                "{0} pages of {1} KB on average: mean {2} ms, median {3} ms, p99 {4} ms, {5} MB a second",
                pages.size(),
                characters / pages.size() / 1_000,
                millis(all / nanos.length),
                millis(nanos[nanos.length / 2]),
                millis(nanos[nanos.length * 99 / 100]),
                Math.round(characters * (double) ROUNDS / all * 1_000));
        assertThat(titled).isGreaterThan((WARM + ROUNDS) * pages.size() * 9 / 10);
    }

    private static String millis(long nanos) {
        return "%.1f".formatted(nanos / 1e6);
    }

    private static List<Page> pages() throws IOException {
        String folder = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(folder != null, "CATCHWATER_VECTORS names no folder of published vectors");
        Path root = Path.of(folder, "price", "product-extraction");
        JsonNode truths = new ObjectMapper().readTree(Files.readAllBytes(root.resolve("ground-truth.json")));
        List<Page> pages = new ArrayList<>();
        for (var truth : truths.properties()) {
            Path file = root.resolve("html").resolve(truth.getKey() + ".html.gz");
            String url =
                    truth.getValue().path("url").asText().replace(" ", "%20").replace("|", "%7C");
            try (var gzip = new GZIPInputStream(Files.newInputStream(file))) {
                pages.add(new Page(new String(gzip.readAllBytes(), StandardCharsets.UTF_8), URI.create(url)));
            }
        }
        return pages;
    }
}
