package dev.catchwater.edge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code java -jar quarkus-run.jar} in a folder of its own, with ports that are free. */
final class PackagedNode implements AutoCloseable {
    final int port = freePort();
    final int tlsPort = freePort();
    final int control = freePort();
    final int management = freePort();
    private final Path log;
    private final Process process;

    /** @param environment besides the ports */
    PackagedNode(Path folder, Map<String, String> environment) throws IOException {
        this.log = folder.resolve("log");
        Path app = Path.of(System.getProperty("basedir", ""), "target", "quarkus-app", "quarkus-run.jar");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + folder,
                        "-Dcatchwater.edge.plane.port=" + port,
                        "-Dquarkus.http.port=" + control,
                        "-Dquarkus.management.port=" + management,
                        "-jar",
                        app.toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Nothing of the build's.
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("CATCHWATER_"));
        builder.environment().putAll(environment);
        if (environment.containsKey("CATCHWATER_EDGE_PLANE_CERTIFICATES")
                || environment.keySet().stream().anyMatch(name -> name.startsWith("QUARKUS_TLS"))) {
            builder.environment().put("CATCHWATER_EDGE_PLANE_TLS_PORT", Integer.toString(tlsPort));
        }
        process = builder.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> hasStarted() || !process.isAlive());
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
    }

    private boolean isListening() {
        try (Socket socket = connect()) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Its plain port listens before the application around it has started, the one for TLS with it. */
    private boolean hasStarted() throws IOException {
        return isListening() && Files.readString(log).contains("Installed features");
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** One request on a connection of its own, and all that comes back. */
    String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** How it ended. */
    int exit(Duration most) throws InterruptedException {
        assertThat(process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    List<String> log() throws IOException {
        return Files.readAllLines(log);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
