package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.quarkus.config.BuildSurroundings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The build's half of the table of bad values; {@code BadValuesTest} of the runtime module has the start's. */
class KnownConfigTest {
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
            Stream.of(others.split(";(?=[a-z-]+\\.)"))
                    .filter(text -> !text.isEmpty())
                    .forEach(text -> all.put(
                            "fairlead.\"geo.api\"." + text.substring(0, text.indexOf('=')),
                            text.substring(text.indexOf('=') + 1)));
            return all;
        }
    }

    static List<Row> rows(String when) throws IOException {
        return Files.readAllLines(Path.of("../runtime/src/test/resources/bad-values.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Row::of)
                .filter(row -> row.when().equals(when))
                .toList();
    }

    static List<Row> knownAtBuild() throws IOException {
        return rows("both");
    }

    static List<Row> knownAtStart() throws IOException {
        return rows("start");
    }

    private static void check(Map<String, String> keys) {
        check(keys, new BuildSurroundings(true));
    }

    private static void check(Map<String, String> keys, BuildSurroundings surroundings) {
        new KnownConfig(new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(keys, "test", 100))
                        .build())
                .check(surroundings);
    }

    @ParameterizedTest
    @MethodSource("knownAtBuild")
    void theBuildFailsAndNamesTheKey(Row row) {
        assertThatThrownBy(() -> check(row.keys()))
                .hasMessageContaining("fairlead.\"geo.api\"." + row.key())
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @MethodSource("knownAtStart")
    void theBuildDoesNotComplainOfWhatOnlyTheStartKnows(Row row) {
        assertThatCode(() -> check(row.keys())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fairlead.weather.tiemout | did you mean fairlead.\"weather\".timeout?",
                "fairlead.weather.retry.atempts | did you mean fairlead.\"weather\".retry.attempts?",
                "fairlead.weather.retry.attempts.more | did you mean fairlead.\"weather\".retry.attempts?",
                "fairlead.weather.breaker.inarow | did you mean fairlead.\"weather\".breaker.in-a-row?",
                "fairlead.\"geo.api\".credentials.\"a\".baerer.env | did you mean fairlead.\"geo.api\".credentials.\"a\".bearer.env?",
                "fairlead.weather.retry | is no key of Fairlead",
                "fairlead.timeout | each begins with fairlead.\"name\"",
                "fairlead.weather.nothing.at.all.like.it.is.here | is no key of Fairlead"
            })
    void aKeyThatThereIsNotIsNamedWithTheOneThatIsMeant(String key, String meant) {
        assertThatThrownBy(() -> check(Map.of(key, "1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(key)
                .hasMessageContaining(meant);
    }

    @Test
    void aKeyThatNeedsRedisEndsTheBuildOfAnApplicationWithoutIt() {
        assertThatThrownBy(() -> check(Map.of("fairlead.weather.rate.redis.parts", "2"), new BuildSurroundings(false)))
                .hasMessage("fairlead.\"weather\".redis.* is used, but the application lacks the library"
                        + " fairlead-redis or the extension quarkus-redis-client");
    }

    @Test
    void listsMayHaveTheirItemsOneByOne() {
        assertThatCode(() -> check(Map.of(
                        "fairlead.weather.guard.allow[0]",
                        "127.0.0.1:80",
                        "fairlead.weather.guard.allow[1]",
                        "[::1]:80")))
                .doesNotThrowAnyException();
    }

    @Test
    void aVariableThatAKeyNamesAsItsSecretsIsNoMisspeltKey() {
        assertThatCode(() -> new KnownConfig(new SmallRyeConfigBuilder()
                                .addDefaultInterceptors()
                                .withSources(
                                        new EnvConfigSource(Map.of("FAIRLEAD_WEATHER_API_KEY", "s3cr3t"), 300),
                                        new PropertiesConfigSource(
                                                Map.of(
                                                        "fairlead.weather.secret-headers.\"X-Key\".env",
                                                        "FAIRLEAD_WEATHER_API_KEY"),
                                                "test",
                                                100))
                                .build())
                        .check(new BuildSurroundings(true)))
                .doesNotThrowAnyException();
    }

    @Test
    void aNameIsConfiguredByAnyKeyOfIt() {
        KnownConfig known = new KnownConfig(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "fairlead.\"geo.api\".timeout",
                                "${NOT_YET}",
                                "fairlead.weather.drain",
                                "1s",
                                "other",
                                "1"),
                        "test",
                        100))
                .build());
        assertThat(known.clients()).containsExactly("geo.api", "weather");
        assertThat(known.value("weather", "drain")).hasValue("1s");
        assertThat(known.value("geo.api", "timeout")).isEmpty();
    }
}
