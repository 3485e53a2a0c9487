package dev.catchwater.load.process;

import java.nio.file.Path;
import java.util.List;

/** How every JVM is started. */
public final class Jvm {
    private Jvm() {}

    public static List<String> command(String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                // Compilers' time is left out, and that of a thread that has ended cannot be.
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // The others send the field, so the JDK's client has to be allowed to.
                "-Djdk.httpclient.allowRestrictedHeaders=connection");
    }
}
