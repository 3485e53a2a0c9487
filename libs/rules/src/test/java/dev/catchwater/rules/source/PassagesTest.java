package dev.catchwater.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are held to tests. */
class PassagesTest {

    private static final String MARKED = "class T {\n    void t() {\n        // %s\n        a();\n\n"
            + "        if (b) {\n            c();\n        }\n        // %s\n    }\n}\n";
    private static final String TEST = MARKED.formatted("SHOWN", "END");
    private static final String BLOCK = "a();\n\nif (b) {\n    c();\n}\n";

    @TempDir
    Path module;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(module.resolve("src/test/java"));
        Files.createDirectory(module.resolve("docs"));
    }

    private void test(String text) throws IOException {
        Files.writeString(module.resolve("src/test/java/T.java"), text);
    }

    private void document(String name, String text) throws IOException {
        Files.writeString(module.resolve(name), text);
    }

    private static String java(String block) {
        return "Text.\n\n```java\n" + block + "```\n";
    }

    @Test
    void aBlockIsThePassageWithoutItsIndentation() throws IOException {
        test(TEST);
        document("README.md", java(BLOCK) + "```xml\n<not-java/>\n```\n");
        assertThat(Passages.findings(module, "README.md")).isEmpty();
    }

    @Test
    void aBlockThatDiffersIsToldWithTheLine() throws IOException {
        test(TEST);
        document("README.md", java(BLOCK.replace("c()", "d()")));
        assertThat(Passages.findings(module, "README.md"))
                .satisfiesExactly(
                        block -> assertThat(block)
                                .contains("README.md:3: this block stands in no test")
                                .contains("src/test/java/T.java:3 has \"c();\" where it has \"d();\""),
                        passage -> assertThat(passage).contains("T.java:3: this passage is shown in no document"));
    }

    @Test
    void indentationWithinABlockCounts() throws IOException {
        test(TEST);
        document("README.md", java(BLOCK.replace("    c()", "  c()")));
        assertThat(Passages.findings(module, "README.md")).hasSize(2);
    }

    @Test
    void aPassageThatNobodyShowsIsTold() throws IOException {
        test(TEST);
        document("README.md", "Nothing.\n");
        assertThat(Passages.findings(module, "README.md")).hasSize(1);
    }

    @Test
    void aSketchIsFreeAndAnyOtherWordIsNot() throws IOException {
        test("class T {}\n");
        document("README.md", "```java sketch\nanswer(…);\n```\n");
        document("docs/a.md", "```java sketchy\nanswer(…);\n```\n");
        assertThat(Passages.findings(module, "README.md")).isEmpty();
        assertThat(Passages.findings(module, "docs"))
                .singleElement()
                .asString()
                .contains("docs/a.md:1", "begin it with ```java sketch");
    }

    @Test
    void whatIsNotEndedIsTold() throws IOException {
        test(MARKED.formatted("SHOWN", "FIN"));
        document("README.md", "```java\na();\n");
        assertThat(Passages.findings(module, "README.md"))
                .satisfiesExactly(
                        document -> assertThat(document).contains("README.md:1: nothing ends this by ```"),
                        source -> assertThat(source).contains("T.java:3: nothing ends this by // END"));
    }
}
