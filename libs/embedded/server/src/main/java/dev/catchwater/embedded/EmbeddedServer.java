package dev.catchwater.embedded;

import java.nio.file.Path;

/**
 * A database server that runs as a child process of this JVM and ends with it, even if the JVM is killed.
 *
 * <p>Thread-safe. A server may be started again after a stop or a crash: it keeps its port, its password and its data.
 */
public sealed interface EmbeddedServer extends AutoCloseable permits EmbeddedPostgres, EmbeddedRedis {

    /**
     * Starts the process and blocks until it answers its own protocol; does nothing if it runs already.
     *
     * @throws EmbeddedServerException with one sentence that names what is wrong and the log file
     */
    EmbeddedServer start();

    /** Asks the process to shut down, waits for the stop timeout, then kills it. Keeps the data. */
    void stop();

    /** Stops the server, and deletes its data if they were temporary. */
    @Override
    void close();

    /** Whether the process is up and was not asked to stop. */
    boolean isRunning();

    /** The loopback port; 0 until the first start if a free one is to be chosen. */
    int port();

    /** The process id of the server. @throws IllegalStateException if it does not run */
    long pid();

    /** What the server printed: the newest 1 to 2 MiB, in this file and one beside it ending in {@code .1}. */
    Path log();
}
