package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.store.MemoryStore;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No image is built here; but the names are checked against what the library has and does. */
class NativeProcessorTest {
    @Test
    void theCachesAreThoseThatTheStoreMakes() throws Exception {
        Object cache = field(field(new MemoryStore(1 << 20, 1 << 10), "entries"), "cache");
        Object nodes = field(cache, "nodeFactory");
        assertThat(NativeProcessor.CACHES)
                .isEqualTo(List.of(cache.getClass().getName(), nodes.getClass().getName()));
    }

    @Test
    void theAuthoritiesAreHeldByAClassOfThatName() throws Exception {
        Class<?> holder =
                Class.forName(NativeProcessor.AUTHORITIES, false, getClass().getClassLoader());
        assertThat(holder.getDeclaredFields()).extracting(Field::getName).contains("TRUST");
    }

    @Test
    void thePublicSuffixesAreWhereTheLibraryLooks() {
        assertThat(getClass().getClassLoader().getResource(NativeProcessor.SUFFIXES))
                .isNotNull();
    }

    @Test
    void allScriptsThatRunInRedisAreTold() throws IOException {
        Path resources = Path.of("../../fairlead-redis/src/main/resources");
        try (Stream<Path> files = Files.walk(resources)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> resources.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrder(NativeProcessor.SCRIPTS);
        }
    }

    private static Object field(Object owner, String name) throws IllegalAccessException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : Arrays.asList(type.getDeclaredFields())) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(owner);
                }
            }
        }
        throw new AssertionError("no " + name + " in " + owner.getClass());
    }
}
