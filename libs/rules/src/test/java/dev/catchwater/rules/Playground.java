package dev.catchwater.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** A module made of source texts and really compiled: what the rules are held against. */
final class Playground {

    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|record|interface|enum) (\\w+)");
    private static final String TYPE_IS_PUBLIC =
            "public (?=(?:final |sealed |abstract )*(?:class|record|interface|enum))";

    private final Path basedir;

    Playground(Path basedir) {
        this.basedir = basedir;
    }

    /** A type of the module under test; its package is null-marked and described. */
    Playground main(String source) {
        write("src/main/java", source.replaceFirst(TYPE_IS_PUBLIC, "/** A fixture. */\npublic "));
        return empty(packageOf(source));
    }

    /** A package of the module under test, null-marked and described, and no type in it. */
    Playground empty(String home) {
        return write(
                "src/main/java",
                home,
                "package-info",
                "/** Fixtures. */\n@org.jspecify.annotations.NullMarked\npackage " + home + ";");
    }

    /** A type of the module under test whose package says nothing of itself. */
    Playground unmarked(String source) {
        return write("src/main/java", source);
    }

    Playground test(String source) {
        return write("src/test/java", source);
    }

    /** A type of some library, outside the module. */
    Playground given(String source) {
        return write("library", source);
    }

    List<String> findings(HouseRules rules) {
        compile("library", "target/library");
        compile("src/main/java", "target/classes");
        compile("src/test/java", "target/test-classes");
        return rules.findings(basedir);
    }

    Path basedir() {
        return basedir;
    }

    private Playground write(String root, String source) {
        var type = TYPE.matcher(source);
        assertThat(type.find()).as("a type in %s", source).isTrue();
        return write(root, packageOf(source), type.group(1), source);
    }

    private Playground write(String root, String home, String type, String source) {
        try {
            var folder = Files.createDirectories(basedir.resolve(root).resolve(home.replace('.', '/')));
            Files.writeString(folder.resolve(type + ".java"), source);
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String packageOf(String source) {
        var home = PACKAGE.matcher(source);
        assertThat(home.find()).as("a package in %s", source).isTrue();
        return home.group(1);
    }

    private void compile(String from, String to) {
        var sources = sources(basedir.resolve(from));
        if (sources.isEmpty()) {
            return;
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var errors = new java.io.StringWriter();
        var options = List.of("-proc:none", "-d", basedir.resolve(to).toString(), "-cp", classPath());
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources);
            assertThat(compiler.getTask(errors, files, null, options, null, units)
                            .call())
                    .as(() -> errors.toString())
                    .isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String classPath() {
        var jspecify = NullMarked.class.getProtectionDomain().getCodeSource().getLocation();
        return String.join(
                java.io.File.pathSeparator,
                Path.of(java.net.URI.create(jspecify.toString())).toString(),
                basedir.resolve("target/library").toString(),
                basedir.resolve("target/classes").toString());
    }

    private static List<Path> sources(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".java")).toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
