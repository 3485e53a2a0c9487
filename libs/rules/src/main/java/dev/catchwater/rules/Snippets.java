package dev.catchwater.rules;

import dev.catchwater.rules.source.Passages;
import java.nio.file.Path;

/**
 * Holds a module's documents to its tests: each {@code java} block of a document stands in a file under
 * {@code src/test/java}, word for word but for its indentation, between the lines {@code // SHOWN} and {@code // END};
 * and what is marked so is shown in a document. A block that is no code to be pasted begins with {@code ```java sketch}.
 */
public final class Snippets {

    private Snippets() {}

    /**
     * Checks Markdown files, and those in folders, of the module whose folder is the working directory.
     *
     * @throws AssertionError with one sentence for each block or passage that has no counterpart
     */
    public static void check(String... documents) {
        var findings =
                Passages.findings(Path.of(System.getProperty("basedir", "")).toAbsolutePath(), documents);
        if (!findings.isEmpty()) {
            throw new AssertionError("Documents and tests differ:\n- " + String.join("\n- ", findings));
        }
    }
}
