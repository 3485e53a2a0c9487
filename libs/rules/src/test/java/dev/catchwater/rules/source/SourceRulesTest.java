package dev.catchwater.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits on source text. */
class SourceRulesTest {

    private static final String EXCUSE = "// Longer than the house allows: a table reads best in one piece\n";

    @TempDir
    Path module;

    @Test
    void aFileOf250LinesIsFineAndOneMoreIsNot() throws IOException {
        main("Fits", "package x;\n\nclass Fits {\n" + fields(247) + "}\n");
        main("Long", "package x;\n\nclass Long {\n" + fields(248) + "}\n");

        assertFinding("src/main/java/x/Long.java has 251 lines, and a file has 250", "split it by concept");
    }

    @Test
    void blankLinesAndALicenceHeaderAreNotCounted() throws IOException {
        main("Fits", "/*\n * Licensed\n * to you.\n */\npackage x;\n\n\n\nclass Fits {\n" + fields(247) + "}\n");

        assertThat(SourceRules.findings(module)).isEmpty();
    }

    @Test
    void aLongFileMaySayWhy() throws IOException {
        main("Long", "package x;\n\n" + EXCUSE + "class Long {\n" + fields(300) + "}\n");
        main("Mute", "package x;\n\n// Longer than the house allows:\nclass Mute {\n" + fields(300) + "}\n");

        assertFinding("Mute.java has 304 lines");
    }

    @Test
    void aMethodOf30LinesIsFineAndOneMoreIsNot() throws IOException {
        main("A", "package x;\n\nclass A {\n" + method("fits", 28) + method("spills", 29) + "}\n");

        assertFinding("A.java: method spills has 31 lines, and a method has 30", "split it");
    }

    @Test
    void anExcuseCoversItsOwnMethodOnly() throws IOException {
        main("A", "package x;\n\nclass A {\n" + EXCUSE + method("said", 40) + method("silent", 40) + "}\n");

        assertFinding("method silent has 42 lines");
    }

    @Test
    void constructorsAndMethodsOfNestedTypesAreMeasured() throws IOException {
        var constructor = method("N", 30).replace("void ", "");
        main(
                "A",
                "package x;\n\nclass A {\n class N {\n" + constructor + " }\n record R(int i) {\n" + method("deep", 30)
                        + " }\n}\n");

        assertThat(SourceRules.findings(module))
                .hasSize(2)
                .anySatisfy(finding -> assertThat(finding).contains("method <init>"))
                .anySatisfy(finding -> assertThat(finding).contains("method deep"));
    }

    @Test
    void aPublicTypeSaysWhatItIs() throws IOException {
        main("Bare", "package x;\n\npublic record Bare() {}\n");
        main("Told", "package x;\n\n/** What it is. */\npublic record Told() {}\n");
        main("Marked", "package x;\n\n/// What it is.\npublic record Marked() {}\n");
        main("Hidden", "package x;\n\nrecord Hidden() {}\n");

        assertFinding("Bare.java: the public type Bare has no Javadoc");
    }

    @Test
    void aPackageSaysWhatItIs() throws IOException {
        main("package-info", "@Deprecated\npackage x;\n");

        assertFinding("package-info.java: the package has no Javadoc");

        main("package-info", "/** What it is. */\n@Deprecated\npackage x;\n");

        assertThat(SourceRules.findings(module)).isEmpty();
    }

    @Test
    void testsKeepTheFileLimitAlone() throws IOException {
        write("src/test/java/x/ATest.java", "package x;\n\npublic class ATest {\n" + method("long_", 100) + "}\n");
        write("src/test/java/x/BTest.java", "package x;\n\nclass BTest {\n" + fields(300) + "}\n");

        assertFinding("src/test/java/x/BTest.java has 303 lines");
    }

    private void assertFinding(String... texts) {
        assertThat(SourceRules.findings(module)).singleElement().asString().contains(texts);
    }

    private void main(String type, String text) throws IOException {
        write("src/main/java/x/" + type + ".java", text);
    }

    private void write(String path, String text) throws IOException {
        var file = module.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String fields(int count) {
        return "  int x;\n".repeat(count);
    }

    /** A method whose body has {@code lines} lines between its braces. */
    private static String method(String name, int lines) {
        return "  void " + name + "() {\n" + "    run();\n\n".repeat(lines) + "  }\n\n";
    }
}
