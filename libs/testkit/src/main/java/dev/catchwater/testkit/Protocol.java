package dev.catchwater.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;

/** What a connection speaks. */
sealed interface Protocol permits Http1, Http2 {
    /** Reads what the client sends until it ends its side. */
    void run(BufferedInputStream in) throws IOException, InterruptedException;

    /** The connection is no more. */
    void closed();
}
