package dev.catchwater.fairlead.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The HTTP working group's cases: parsing, and the canonical text of what was parsed. */
class PublishedVectorsTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static List<JsonNode> cases(String folder) throws IOException {
        String vectors = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(vectors != null, "CATCHWATER_VECTORS names no folder of published vectors");
        List<JsonNode> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(vectors, "http/structured-fields", folder))) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith("package.json"))
                    .sorted()
                    .forEach(file -> read(file).forEach(cases::add));
        }
        return cases;
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void thereAreAsManyVectorsAsWerePublished() throws IOException {
        assertThat(cases("").size() + cases("serialisation-tests").size()).isGreaterThanOrEqualTo(2_135);
    }

    @TestFactory
    Stream<DynamicTest> everyPublishedFieldIsReadAsExpectedAndWrittenCanonically() throws IOException {
        return cases("").stream()
                .map(one -> DynamicTest.dynamicTest(one.get("name").asText(), () -> parsed(one)));
    }

    @TestFactory
    Stream<DynamicTest> everyPublishedValueIsWrittenCanonicallyOrRefused() throws IOException {
        return cases("serialisation-tests").stream()
                .map(one -> DynamicTest.dynamicTest(one.get("name").asText(), () -> written(one)));
    }

    private static void parsed(JsonNode vector) {
        List<String> raw = strings(vector.get("raw"));
        String type = vector.get("header_type").asText();
        if (vector.path("must_fail").asBoolean()) {
            assertThatThrownBy(() -> parse(type, raw)).isInstanceOf(StructuredFieldException.class);
            return;
        }
        Object field = parse(type, raw);
        assertThat(field).isEqualTo(Expected.field(type, vector.get("expected")));
        List<String> canonical = vector.has("canonical") ? strings(vector.get("canonical")) : raw;
        assertThat(serialize(field)).isEqualTo(String.join(", ", canonical));
    }

    private static void written(JsonNode vector) {
        String type = vector.get("header_type").asText();
        if (vector.path("must_fail").asBoolean()) {
            assertThatThrownBy(() -> serialize(Expected.field(type, vector.get("expected"))))
                    .isInstanceOf(StructuredFieldException.class);
            return;
        }
        assertThat(serialize(Expected.field(type, vector.get("expected"))))
                .isEqualTo(String.join(", ", strings(vector.get("canonical"))));
    }

    private static Object parse(String type, List<String> raw) {
        return switch (type) {
            case "item" -> Item.parse(raw);
            case "list" -> StructuredList.parse(raw);
            default -> Dictionary.parse(raw);
        };
    }

    private static String serialize(Object field) {
        return switch (field) {
            case Item item -> item.serialize();
            case StructuredList list -> list.serialize();
            case Dictionary dictionary -> dictionary.serialize();
            default -> throw new AssertionError(field);
        };
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
