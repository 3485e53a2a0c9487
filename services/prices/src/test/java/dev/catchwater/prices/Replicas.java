package dev.catchwater.prices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Packaged processes of this service, which can be killed and started again. */
final class Replicas implements AutoCloseable {

    private final Path folder;
    private final Map<String, String> environment;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> management = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private int lives;

    Replicas(int count, Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.environment = environment;
        for (int i = 0; i < count; i++) {
            ports.add(freePort());
            management.add(freePort());
            processes.add(start(i));
        }
    }

    URI uri(int replica) {
        return URI.create("http://127.0.0.1:" + ports.get(replica));
    }

    List<URI> uris() {
        return ports.stream()
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .toList();
    }

    /** SIGKILL, and another life. */
    void killAndStart(int replica) throws IOException, InterruptedException {
        processes.get(replica).destroyForcibly().waitFor();
        processes.set(replica, start(replica));
    }

    private Process start(int replica) throws IOException {
        Path app = Path.of(System.getProperty("basedir", ""), "target", "quarkus-app")
                .toAbsolutePath();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-jar",
                        "quarkus-run.jar")
                .directory(app.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("replica-" + replica + "-" + lives++ + ".log")
                        .toFile());
        var all = new HashMap<>(environment);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(ports.get(replica)));
        all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management.get(replica)));
        builder.environment().putAll(all);
        return builder.start();
    }

    @Override
    public void close() {
        processes.forEach(process -> process.destroyForcibly()
                .onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .join());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
