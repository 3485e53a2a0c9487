package dev.catchwater.e2e.stack;

import java.nio.file.Path;

/** Where this module writes. */
public final class Output {

    private Output() {}

    /** The build's folder. */
    public static Path folder() {
        return Path.of(System.getProperty("catchwater.output", "target")).toAbsolutePath();
    }
}
