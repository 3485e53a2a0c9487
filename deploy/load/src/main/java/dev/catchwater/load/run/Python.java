package dev.catchwater.load.run;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** An interpreter that has aiohttp: {@code $PYTHON}, the system's, or whichever comes first. */
final class Python {
    static final String MISSING = "aiohttp is not installed, so it is left out: `apt-get install python3-aiohttp`, or"
            + " PYTHON=/path/to/a/python that has it.";

    private Python() {}

    static Optional<String> withAiohttp() {
        return Stream.of(System.getenv().getOrDefault("PYTHON", ""), "/usr/bin/python3", "python3")
                .filter(name -> !name.isEmpty() && has(name))
                .findFirst();
    }

    private static boolean has(String interpreter) {
        try {
            return new ProcessBuilder(interpreter, "-c", "import aiohttp")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
