package dev.catchwater.aggregator.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.post.Draft;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds our reading against answers that real servers gave. */
class RecordedAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyRecordedPublicStatusBecomesAPost() throws IOException {
        int public_ = 0;
        int others = 0;
        for (Recorded recorded : statuses()) {
            JsonNode status = recorded.status;
            JsonNode original = status.path("reblog").isObject() ? status.path("reblog") : status;
            var seen = new Statuses(recorded.base).seen(status);
            if (!List.of("public", "unlisted")
                    .contains(original.path("visibility").asText())) {
                assertThat(seen).isEmpty();
                others++;
                continue;
            }
            Draft draft = ((Change.Seen) seen.orElseThrow()).draft();
            assertThat(draft.key().externalId()).isEqualTo(original.path("uri").asText());
            assertThat(draft.publishedAt()).isNotNull();
            assertThat(draft.author()).isNotNull();
            assertThat(draft.editedAt() != null)
                    .isEqualTo(original.path("edited_at").isTextual());
            assertThat(draft.boost() != null).isEqualTo(status.path("reblog").isObject());
            public_++;
        }
        assertThat(public_).isGreaterThan(50);
        assertThat(others).isPositive();
    }

    @Test
    void recordedPagesTellWhereTheNextOneIs() throws IOException {
        int pages = 0;
        for (JsonNode exchange : exchanges()) {
            if (exchange.path("json").isArray()
                    && exchange.path("headers").has("link")
                    && exchange.path("uri").asText().contains("/statuses?")) {
                assertThat(StatusPage.ids(exchange.path("json")))
                        .isNotEmpty()
                        .isSortedAccordingTo(StatusPage.BY_AGE.reversed());
                pages++;
            }
        }
        assertThat(pages).isPositive();
    }

    private static List<Recorded> statuses() throws IOException {
        List<Recorded> found = new ArrayList<>();
        for (JsonNode exchange : exchanges()) {
            URI uri = URI.create(exchange.path("uri").asText());
            String base = uri.getScheme() + "://" + uri.getRawAuthority();
            JsonNode json = exchange.path("json");
            Stream.concat(Stream.of(json), json.isArray() ? json.valueStream() : Stream.empty())
                    .filter(node ->
                            node.has("uri") && node.has("account") && node.has("visibility") && node.has("content"))
                    .forEach(node -> found.add(new Recorded(base, node)));
        }
        return found;
    }

    private static List<JsonNode> exchanges() throws IOException {
        String vectors = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(vectors != null, "CATCHWATER_VECTORS is not set");
        List<JsonNode> exchanges = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(vectors, "social", "mastodon"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JSON.readTree(file.toFile()).forEach(exchanges::add);
            }
        }
        return exchanges;
    }

    private record Recorded(String base, JsonNode status) {}
}
