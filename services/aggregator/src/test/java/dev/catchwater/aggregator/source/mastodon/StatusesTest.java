package dev.catchwater.aggregator.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.aggregator.Change;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusesTest {

    private final Statuses statuses = new Statuses("https://harbour.example");

    @ParameterizedTest
    @ValueSource(strings = {"https://far.example/1\0", " ", "LONG"})
    void aStatusWhoseNameCannotBeKeptIsLeftOutAndHoldsUpNoOther(String name) {
        String unfit = name.equals("LONG") ? "https://far.example/" + "x".repeat(3_000) : name;
        assertThat(seen(unfit, "1")).isEmpty();
        assertThat(seen("https://far.example/1", unfit)).isEmpty();
        assertThat(statuses.removed(unfit)).isEmpty();
        assertThat(seen("https://far.example/1", "1")).isPresent();
        assertThat(statuses.removed("1")).isPresent();
    }

    @Test
    void aDateThatNoCalendarHasIsNone() {
        Change.Seen seen = (Change.Seen) seen("https://far.example/1", "1").orElseThrow();
        assertThat(seen.draft().publishedAt()).isNull();
        assertThat(seen.draft().editedAt()).isNotNull();
    }

    private Optional<Change> seen(String uri, String id) {
        JsonObject status = new JsonObject()
                .put("uri", uri)
                .put("id", id)
                .put("visibility", "public")
                .put("created_at", "+99999-01-01T00:00:00Z")
                .put("edited_at", "2026-11-22T10:00:00Z")
                .put("content", "<p>x</p>")
                .put("account", new JsonObject().put("id", "7").put("acct", "ada"));
        return statuses.seen(MastodonApi.parse(Buffer.buffer(status.encode())));
    }
}
