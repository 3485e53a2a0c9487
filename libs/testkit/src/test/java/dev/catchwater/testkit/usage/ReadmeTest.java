package dev.catchwater.testkit.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what compiles and runs here, but for its indentation and line breaks. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Path TESTS = Path.of("src/test/java/dev/catchwater/testkit/usage");

    @Test
    void everyJavaBlockOfTheReadmeStandsInATest() throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> squeezed(block.group(1)))
                .toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(6);
        List<String> tests;
        try (Stream<Path> files = Files.list(TESTS)) {
            tests = files.map(ReadmeTest::read).map(ReadmeTest::squeezed).toList();
        }
        assertThat(blocks).allSatisfy(block -> assertThat(tests).anyMatch(test -> test.contains(block)));
    }

    private static String squeezed(String java) {
        return java.lines().map(line -> line.replaceAll("\\s", "")).collect(Collectors.joining());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
