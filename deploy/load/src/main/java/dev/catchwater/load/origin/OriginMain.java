package dev.catchwater.load.origin;

import dev.catchwater.load.Options;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A server's process: {@code kind=plain|dead|cutting|holding|faulty|library|kept seed= host= port= transport=native}. Prints its port and stays until its input ends. */
public final class OriginMain {
    private OriginMain() {}

    public static void main(String[] arguments) throws Exception {
        Options options = new Options(arguments);
        Logger.getLogger("").setLevel(Level.WARNING);
        Origin origin = Origin.start(options);
        System.out.println("port=" + origin.port());
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0);
    }
}
