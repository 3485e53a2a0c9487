package dev.catchwater.fairlead.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.fairlead.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real servers answered, as it was recorded. */
class RecordedSignalsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"mastodon/rest, 500, 2026-04-11T23:10:00Z", "reddit, 3, 2026-04-11T23:10:00Z"})
    void everyRecordedLimitIsReadToTheLastDigit(String folder, int atLeast, Instant now) throws IOException {
        String vectors = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(vectors != null, "CATCHWATER_VECTORS names no folder of published vectors");
        List<JsonNode> answers = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(vectors, "social").resolve(folder))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
                JSON.readTree(file.toFile())
                        .findParents("x-ratelimit-remaining")
                        .forEach(answers::add);
            }
        }
        assertThat(answers).hasSizeGreaterThanOrEqualTo(atLeast);
        for (JsonNode answer : answers) {
            List<String> lines = new ArrayList<>();
            answer.properties().forEach(line -> {
                lines.add(line.getKey());
                lines.add(line.getValue().asText());
            });
            RateSignal signal = Dialects.read(200, Headers.received(lines.toArray(String[]::new)), now)
                    .orElseThrow();
            assertThat((double) signal.remaining().orElseThrow())
                    .isEqualTo(Double.parseDouble(
                            answer.get("x-ratelimit-remaining").asText()));
            assertThat(signal.resetIn())
                    .contains(expected(answer.get("x-ratelimit-reset").asText(), now));
        }
    }

    private static Duration expected(String reset, Instant now) {
        if (!reset.contains("T")) {
            return Duration.ofSeconds(Long.parseLong(reset));
        }
        Duration span = Duration.between(now, Instant.parse(reset));
        return span.isNegative() ? Duration.ZERO : span;
    }
}
