package dev.catchwater.rules.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What documents show of the tests: the {@code java} blocks of the ones, the marked passages of the others. */
public final class Passages {

    private static final String BLOCK = "```java";
    private static final String SKETCH = "```java sketch";

    private Passages() {}

    /** Some lines of a file, without the indentation that they share. */
    private record Passage(String where, List<String> lines) {

        /** How many lines the two begin with in common. */
        int shared(Passage other) {
            return (int) IntStream.range(0, Math.min(lines.size(), other.lines.size()))
                    .takeWhile(i -> lines.get(i).equals(other.lines.get(i)))
                    .count();
        }

        String line(int index) {
            return index < lines.size() ? "\"" + lines.get(index).strip() + "\"" : "its end";
        }
    }

    /**
     * One sentence for each block and each passage without a counterpart; empty when all agree.
     *
     * @param documents Markdown files and folders of them, relative to the module
     */
    public static List<String> findings(Path basedir, String... documents) {
        var findings = new ArrayList<String>();
        var blocks = new ArrayList<Passage>();
        for (var document : documents) {
            for (var file : files(basedir.resolve(document), ".md")) {
                blocks.addAll(between(basedir, file, BLOCK, "```", findings));
            }
        }
        var shown = new ArrayList<Passage>();
        for (var file : files(basedir.resolve("src/test/java"), ".java")) {
            shown.addAll(between(basedir, file, "// SHOWN", "// END", findings));
        }
        var unshown = new ArrayList<>(shown);
        for (var block : blocks) {
            if (shown.stream().noneMatch(each -> each.lines().equals(block.lines()))) {
                findings.add(block.where() + ": this block stands in no test" + nearest(block, shown));
            }
            unshown.removeIf(each -> each.lines().equals(block.lines()));
        }
        unshown.forEach(each -> findings.add(each.where() + ": this passage is shown in no document."));
        return findings;
    }

    private static String nearest(Passage block, List<Passage> shown) {
        return shown.stream()
                .max(Comparator.comparingInt(block::shared))
                .filter(each -> each.shared(block) > 0)
                .map(each -> "; " + each.where() + " has " + each.line(each.shared(block)) + " where it has "
                        + block.line(each.shared(block)) + ".")
                .orElse("; mark it there by // SHOWN and // END, or begin it with " + SKETCH + ".");
    }

    private static List<Passage> between(Path basedir, Path file, String from, String until, List<String> findings) {
        var passages = new ArrayList<Passage>();
        var name = basedir.relativize(file).toString();
        var lines = read(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(from) && !lines.get(i).strip().equals(SKETCH)) {
                int begin = i + 1;
                while (++i < lines.size() && !lines.get(i).strip().equals(until)) {}
                if (i == lines.size()) {
                    findings.add(name + ":" + begin + ": nothing ends this by " + until + ".");
                } else {
                    var text = String.join("\n", lines.subList(begin, i))
                            .stripIndent()
                            .strip();
                    passages.add(new Passage(name + ":" + begin, text.lines().toList()));
                }
            }
        }
        return passages;
    }

    private static List<Path> files(Path place, String ending) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
