package dev.catchwater.load.run;

import dev.catchwater.load.measure.PeerMain;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.process.Jvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How a client's process is started. */
@FunctionalInterface
interface Clients {
    String AIOHTTP = "aiohttp";

    /** All on the processor that servers leave alone. */
    Child start(String name, List<String> arguments) throws IOException;

    /** A plain JVM, or Python. */
    static Child plain(String name, List<String> arguments) throws IOException {
        if (!name.equals(AIOHTTP)) {
            return Child.java(Child.CLIENT, "512m", PeerMain.class, List.of(), arguments.toArray(String[]::new));
        }
        List<String> command = new ArrayList<>(
                List.of(Python.withAiohttp().orElseThrow(), "deploy/load/src/main/python/aiohttp_peer.py"));
        command.addAll(arguments);
        return Child.start(Child.CLIENT, command);
    }

    /** The application that is packaged in {@code deploy/load/quarkus}. */
    static Child inQuarkus(String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(Jvm.command("512m"));
        command.addAll(List.of("-jar", "deploy/load/quarkus/target/quarkus-app/quarkus-run.jar"));
        command.addAll(arguments);
        return Child.start(Child.CLIENT, command);
    }
}
