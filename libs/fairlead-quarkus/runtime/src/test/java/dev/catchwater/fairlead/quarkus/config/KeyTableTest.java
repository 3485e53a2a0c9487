package dev.catchwater.fairlead.quarkus.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Secret;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    private static final Map<Class<?>, String> TYPES = Map.of(
            Duration.class, "duration",
            MemorySize.class, "size",
            int.class, "number",
            Integer.class, "number",
            double.class, "number",
            boolean.class, "true, false",
            Path.class, "file",
            URI.class, "URI",
            String.class, "text",
            Secret.class, "text");

    @Test
    void everyKeyStandsInTheTableWithItsTypeAndItsDefault() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "KEYS.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        Map<String, Property> keys =
                ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(FairleadConfig.class));
        assertThat(rows.stream().map(KeyTableTest::withoutMeaning))
                .containsExactlyInAnyOrderElementsOf(keys.entrySet().stream()
                        .filter(key -> !key.getKey().endsWith("[*]"))
                        .map(key -> row(key.getKey(), key.getValue()))
                        .toList());
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.split("\\|")[4]).as(row).isNotBlank());
    }

    private static String withoutMeaning(String row) {
        return String.join("|", Arrays.copyOf(row.split("\\|"), 4)) + "|";
    }

    private static String row(String path, Property property) {
        String key = path.substring("fairlead.*.".length()).replace("*", "\"name\"");
        String otherwise = property.hasDefaultValue() ? "`" + property.getDefaultValue() + "`" : "–";
        return "| `" + key + "` | " + type(property.getMethod().getGenericReturnType()) + " | " + otherwise + " |";
    }

    private static String type(Type declared) {
        if (declared instanceof ParameterizedType several) {
            String of = type(several.getActualTypeArguments()[several.getActualTypeArguments().length - 1]);
            boolean many = List.of("List", "Set").contains(((Class<?>) several.getRawType()).getSimpleName());
            return many ? "list of " + of : of;
        }
        Class<?> type = (Class<?>) declared;
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(one -> one.toString().length() < 5 && type.getName().contains("Dns")
                            ? one.toString()
                            : one.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", "));
        }
        return TYPES.get(type);
    }
}
