package dev.catchwater.rules.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The limits of the house on source text: files of 250 non-blank lines (a licence header is not counted), methods of
 * 30, Javadoc on public top-level types and on packages. Tests keep the file limit alone.
 *
 * <p>A file or a method may be longer if a comment beside it says why:
 * {@code // Longer than the house allows: <reason>}.
 */
public final class SourceRules {

    static final int FILE = 250;
    static final int METHOD = 30;

    private SourceRules() {}

    /** One sentence for each breach in the module's {@code src}, relative to its folder; empty when all is kept. */
    public static List<String> findings(Path basedir) {
        var findings = new ArrayList<String>();
        for (var file : JavaFile.parse(javaFiles(basedir.resolve("src/main/java")))) {
            var name = basedir.relativize(file.path()).toString();
            longFile(file, name, findings);
            findings.addAll(new LongMethods(file, name).find());
            for (var type : file.undocumented()) {
                findings.add(name + ": " + type + " has no Javadoc; say in one sentence what it is.");
            }
        }
        for (var file : JavaFile.parse(javaFiles(basedir.resolve("src/test/java")))) {
            longFile(file, basedir.relativize(file.path()).toString(), findings);
        }
        return findings;
    }

    private static void longFile(JavaFile file, String name, List<String> findings) {
        var lines = Text.nonBlank(Text.withoutLicence(file.text()));
        if (lines > FILE && !Text.excused(file.beforeTypes())) {
            findings.add(name + " has " + lines + " lines, and a file has " + FILE
                    + "; split it by concept, or say why not above its type: " + Text.EXCUSE + " <reason>.");
        }
    }

    private static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }
}
