package dev.catchwater.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas: strict, complete, and the same wherever the charts share a value. */
class SchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> HELMS_OWN = Set.of("global", "service");

    /** What a chart has for itself: the edge has one port more, and routes. */
    private static final Set<String> OWN = Set.of("ports", "services", "routes");

    @ParameterizedTest
    @MethodSource("dev.catchwater.helm.Charts#services")
    void everyDefaultIsInTheSchemaAndEveryPropertyHasADefault(String chart) throws IOException {
        var schema = schema(chart);
        var missing = new ArrayList<String>();
        compare("", YAML.readTree(Charts.folder(chart).resolve("values.yaml").toFile()), schema, schema, missing);

        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.catchwater.helm.Charts#services")
    void everyObjectWithPropertiesIsClosed(String chart) throws IOException {
        var open = schema(chart).findParents("properties").stream()
                .filter(part -> !part.path("additionalProperties").isBoolean()
                        || part.path("additionalProperties").asBoolean())
                .toList();

        assertThat(open).isEmpty();
    }

    @Test
    void sharedValuesHaveOneMeaning() throws IOException {
        var aggregator = schema("aggregator");
        for (var chart : Charts.services()) {
            var schema = schema(chart);
            assertThat(schema.path("definitions")).as(chart).isEqualTo(aggregator.path("definitions"));
            for (var property : names(schema.path("properties"))) {
                if (!OWN.contains(property)) {
                    assertThat(schema.path("properties").path(property))
                            .as("%s of %s", property, chart)
                            .isEqualTo(aggregator.path("properties").path(property));
                }
            }
        }
    }

    private static void compare(String at, JsonNode value, JsonNode schema, JsonNode root, List<String> missing) {
        var properties = resolve(schema, root).path("properties");
        if (properties.isMissingNode()) {
            return;
        }
        var expected = names(properties);
        if (at.isEmpty()) {
            expected.removeAll(HELMS_OWN);
        }
        var actual = names(value);
        actual.stream()
                .filter(name -> !expected.contains(name))
                .forEach(name -> missing.add("schema lacks " + at + name));
        for (var name : expected) {
            // A limit on CPU is a choice that the charts leave open.
            if (!actual.contains(name) && !(at + name).equals("resources.limits.cpu")) {
                missing.add("values.yaml lacks " + at + name);
            }
            compare(at + name + ".", value.path(name), properties.path(name), root, missing);
        }
    }

    private static JsonNode resolve(JsonNode schema, JsonNode root) {
        var reference = schema.path("$ref").asText("");
        return reference.isEmpty() ? schema : root.at(reference.substring(1));
    }

    private static TreeSet<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode schema(String chart) throws IOException {
        return JSON.readTree(Charts.folder(chart).resolve("values.schema.json").toFile());
    }
}
