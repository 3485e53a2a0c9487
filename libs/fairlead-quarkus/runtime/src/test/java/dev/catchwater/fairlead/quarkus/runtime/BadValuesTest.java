package dev.catchwater.fairlead.quarkus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.quarkus.config.BuildSurroundings;
import dev.catchwater.fairlead.quarkus.config.FairleadConfig;
import dev.catchwater.fairlead.quarkus.config.Surroundings;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The start's half of the table; {@code KnownConfigTest} of the deployment module has the build's. */
class BadValuesTest {
    private static final Vertx VERTX = Vertx.vertx();

    private record Row(String key, String value, String when, String others) {
        static Row of(String line) {
            String[] cells = Arrays.copyOf(line.split("\\|", -1), 4);
            return new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip());
        }

        Map<String, String> keys() {
            Map<String, String> all = new HashMap<>();
            if (!value.isEmpty() || when.equals("both") && others.isEmpty()) {
                all.put("fairlead.\"geo.api\"." + key, value);
            }
            // The addresses of endpoints have semicolons, too, but no row has two such lists.
            Stream.of(others.split(";(?=[a-z-]+\\.)"))
                    .filter(text -> !text.isEmpty())
                    .forEach(text -> all.put(
                            "fairlead.\"geo.api\"." + text.substring(0, text.indexOf('=')),
                            text.substring(text.indexOf('=') + 1)));
            return all;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/bad-values.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Row::of)
                .toList();
    }

    static List<Row> badOnes() throws IOException {
        return rows().stream().filter(row -> !row.when().equals("any")).toList();
    }

    /** A Redis that is there, without a name. */
    private static Surroundings.Shared redis(Surroundings.RedisPlace place) {
        if (place.client().isPresent()) {
            throw new IllegalArgumentException("there is no such client");
        }
        return new BuildSurroundings(true).shared(place);
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void everyKeyHasARow() throws IOException {
        Set<String> keys = new TreeSet<>();
        ConfigMappings.getProperties(ConfigClass.configClass(FairleadConfig.class)).keySet().stream()
                .filter(key -> !key.endsWith("[*]"))
                .forEach(key -> keys.add(key.substring("fairlead.*.".length())));
        rows().forEach(row -> keys.remove(row.key().replaceAll("\"[^\"]*\"", "*")));
        assertThat(keys).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badOnes")
    void theStartFailsAndNamesTheKey(Row row) {
        assertThatThrownBy(() -> {
                    FairleadConfig config = new SmallRyeConfigBuilder()
                            .addDefaultInterceptors()
                            .addDiscoveredConverters()
                            .withSources(new PropertiesConfigSource(row.keys(), "test", 100))
                            .withMapping(FairleadConfig.class)
                            .build()
                            .getConfigMapping(FairleadConfig.class);
                    Outside outside = new Outside(VERTX, List.of(), List.of(BadValuesTest::redis));
                    new Clients(VERTX, config, List.of(), List.of(), outside, LaunchMode.NORMAL)
                            .start(new StartupEvent(), new KnownAtBuild(Set.of(), Set.of(), Set.of()));
                })
                .hasMessageContaining("fairlead.\"geo.api\"." + row.key())
                .hasMessageNotContaining("s3cr3t");
    }
}
