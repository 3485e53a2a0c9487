package dev.catchwater.load;

import java.io.IOException;

/** One of the things that can be measured. */
public interface Run {
    /** Does it, and says what came of it, in Markdown; fails if what was measured is not what was meant. */
    String report(Options options) throws IOException, InterruptedException;

    /** Where that is kept; nowhere, if it is empty. */
    default String page(Options options) {
        return "deploy/load/README.md";
    }
}
