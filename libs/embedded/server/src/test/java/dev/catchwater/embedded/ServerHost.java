package dev.catchwater.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A program that hosts both servers until its input ends: the JVM that tests kill. */
final class ServerHost {

    private ServerHost() {}

    /** Arguments: cache folder, parent of the data folders or "-" for temporary data. Prints one line when ready. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        Path cache = Path.of(arguments[0]);
        EmbeddedPostgres.Builder postgres = EmbeddedPostgres.builder().cacheDir(cache);
        EmbeddedRedis.Builder redis = EmbeddedRedis.builder().cacheDir(cache);
        if (!arguments[1].equals("-")) {
            postgres.dataDir(Path.of(arguments[1], "postgres"));
            redis.dataDir(Path.of(arguments[1], "redis"));
        }
        try (EmbeddedPostgres database = postgres.start();
                EmbeddedRedis store = redis.start()) {
            database.createDatabase("made_by_host");
            System.out.println("READY " + database.pid() + " " + store.pid() + " " + database.port() + " "
                    + database.log().getParent());
            while (System.in.read() >= 0) {
                // Until whoever started this closes the pipe.
            }
        }
    }
}
