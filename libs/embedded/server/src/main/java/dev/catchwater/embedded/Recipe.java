package dev.catchwater.embedded;

import java.io.IOException;
import java.util.List;

/** What is particular to one kind of server; its folder is open and locked when these are called. */
interface Recipe {

    String server();

    /**
     * Makes the data ready and answers the command to run.
     *
     * @throws EmbeddedServerException if the data cannot be used
     */
    List<String> prepare(int port) throws IOException;

    /**
     * One attempt in the server's own protocol, bounded in time: true when it serves.
     *
     * @throws EmbeddedServerException if waiting longer is of no use
     */
    boolean answers(int port);

    /** Once, after the first answer of each run. */
    default void settle(int port) throws IOException {}
}
