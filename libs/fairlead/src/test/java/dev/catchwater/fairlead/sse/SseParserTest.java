package dev.catchwater.fairlead.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.fairlead.HttpException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SseParserTest {
    @TestFactory
    Stream<DynamicTest> everyPublishedVectorIsReadTheSameHoweverItIsCut() throws IOException {
        String folder = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(folder != null, "CATCHWATER_VECTORS names no folder of published vectors");
        JsonNode cases = new ObjectMapper()
                .readTree(Path.of(folder, "http/sse/eventstream_vectors.json").toFile())
                .get("cases");
        assertThat(cases).hasSizeGreaterThanOrEqualTo(22);
        List<DynamicTest> tests = new ArrayList<>();
        cases.forEach(one -> tests.add(DynamicTest.dynamicTest(one.get("name").asText(), () -> check(one))));
        return tests.stream();
    }

    private static void check(JsonNode vector) {
        byte[] input = vector.get("input").asText().getBytes(StandardCharsets.UTF_8);
        check(vector, List.of(Buffer.buffer(input)));
        check(vector, cut(input, new Random(0), 1)); // byte by byte
        Random random = new Random(11);
        for (int i = 0; i < 50; i++) {
            check(vector, cut(input, random, 9));
        }
    }

    private static void check(JsonNode vector, List<Buffer> chunks) {
        SseParser parser = new SseParser(1 << 20, "");
        List<SseEvent> events = new ArrayList<>();
        chunks.forEach(chunk -> events.addAll(parser.feed(chunk)));
        List<SseEvent> expected = new ArrayList<>();
        vector.get("events")
                .forEach(event -> expected.add(new SseEvent(
                        event.get("type").asText(),
                        event.get("data").asText(),
                        event.get("lastEventId").asText())));
        assertThat(events).isEqualTo(expected);
        if (vector.has("retry")) {
            assertThat(parser.retry())
                    .contains(Duration.ofMillis(vector.get("retry").asLong()));
        }
    }

    private static List<Buffer> cut(byte[] whole, Random random, int most) {
        List<Buffer> chunks = new ArrayList<>();
        for (int at = 0; at < whole.length; ) {
            int length = Math.min(whole.length - at, 1 + random.nextInt(most));
            chunks.add(Buffer.buffer().appendBytes(whole, at, length));
            at += length;
        }
        return chunks;
    }

    @Test
    void anEventCutOffAfterItsIdIsAskedForAgain() {
        SseParser parser = new SseParser(100, "");
        parser.feed(Buffer.buffer("id: 1\ndata: a\n\nid: 2\ndata: b\n"));
        assertThat(parser.lastEventId()).isEqualTo("1");
        parser.feed(Buffer.buffer("\n"));
        assertThat(parser.lastEventId()).isEqualTo("2");
    }

    @Test
    void anEventMayBeAsLongAsTheBoundAndNotAByteLonger() {
        assertThat(new SseParser(10, "").feed(Buffer.buffer("data:12345\n\n"))).hasSize(1);
        SseParser parser = new SseParser(10, "");
        assertThatThrownBy(() -> parser.feed(Buffer.buffer("data:123456\n\n"))).isInstanceOf(HttpException.class);
    }

    @Test
    void heartbeatsForDaysDoNotAddUp() {
        SseParser parser = new SseParser(100, "");
        Buffer beat = Buffer.buffer(":thump\n\n: é\n");
        for (int i = 0; i < 100_000; i++) {
            assertThat(parser.feed(beat)).isEmpty();
        }
        assertThat(parser.feed(Buffer.buffer("data: x\n\n"))).hasSize(1);
    }

    @Test
    void heartbeatsWithinAnEventDoNotCountAsItsSize() {
        SseParser parser = new SseParser(20, "");
        parser.feed(Buffer.buffer("data: x\n"));
        for (int i = 0; i < 1_000; i++) {
            parser.feed(Buffer.buffer(": ééé\n"));
        }
        assertThat(parser.feed(Buffer.buffer("data: y\n\n"))).containsExactly(new SseEvent("message", "x\ny", ""));
    }
}
