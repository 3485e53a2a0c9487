package dev.catchwater.local.start;

import dev.catchwater.local.StartFailure;
import dev.catchwater.local.process.LogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Where the libraries inside the launcher log: a file, since the terminal is for the person at it. */
final class LauncherLog {

    private static final int LIMIT = 8 * 1024 * 1024;

    private LauncherLog() {}

    static void open(Path path) {
        try {
            new LogFile(path).rotate();
            FileHandler file = new FileHandler(path.toString(), LIMIT, 1, true);
            file.setFormatter(new SimpleFormatter());
            Logger root = Logger.getLogger("");
            for (Handler console : root.getHandlers()) {
                root.removeHandler(console);
            }
            root.addHandler(file);
        } catch (IOException e) {
            throw new StartFailure("The launcher cannot log: " + e.getMessage() + ".", null, e);
        }
    }
}
