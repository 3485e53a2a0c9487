package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import java.io.IOException;

/** One of the things that can be measured. */
interface Run {
    /** Does it, and says what came of it, in Markdown; fails if what was measured is not what was meant. */
    String report(Options options) throws IOException, InterruptedException;

    /** Where that is kept; nowhere, if it is empty. */
    default String page(Options options) {
        return "deploy/load/README.md";
    }
}
