package dev.catchwater.edge.law;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The packaged node as a process of its own, with all it keeps in one folder. */
final class NodeProcess {
    final int port = freePort();
    final int control = freePort();
    private final Path folder;
    private final Map<String, String> environment;
    private Process process;
    private int lives;

    NodeProcess(Path folder, int origin) throws IOException {
        this.folder = folder;
        this.environment = Map.of(
                "CATCHWATER_EDGE_ROUTES_DEFAULT_ORIGINS",
                "http://127.0.0.1:" + origin,
                "CATCHWATER_EDGE_PLANE_PORT",
                Integer.toString(port),
                "CATCHWATER_EDGE_STORE_DISK",
                "64M",
                // Less than there is: some of it is on the disk alone.
                "CATCHWATER_EDGE_STORE_MEMORY",
                "3M",
                // Half of the bodies are longer, and sent from their files.
                "CATCHWATER_EDGE_STORE_MAX_ENTRY",
                "16K",
                "CATCHWATER_WEB_DEMO_USER",
                "true",
                "QUARKUS_HTTP_PORT",
                Integer.toString(control),
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(freePort()));
        this.process = start();
    }

    private Process start() throws IOException {
        Path app = Path.of(System.getProperty("basedir", ""), "target", "quarkus-app", "quarkus-run.jar");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        // Who is killed leaves what is temporary.
                        "-Djava.io.tmpdir=" + folder,
                        "-jar",
                        app.toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(lives++ + ".log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void restart() throws IOException {
        process = start();
    }

    /** As after a power cut: some files of a dead node are shorter than they were, some changed. Says how many. */
    int damage(SplittableRandom dice) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.resolve(".catchwater/edge/store"))) {
            files = all.filter(path -> path.toString().endsWith(".entry"))
                    .filter(path -> dice.nextInt(8) == 0)
                    .toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            int at = dice.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 + dice.nextInt(255));
            Files.write(file, dice.nextBoolean() ? bytes : Arrays.copyOf(bytes, at));
        }
        return files.size();
    }

    /** What the lives so far told of errors. */
    List<String> errors() throws IOException {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < lives; i++) {
            try (Stream<String> lines = Files.lines(folder.resolve(i + ".log"))) {
                lines.filter(line -> line.contains(" ERROR ")).forEach(errors::add);
            }
        }
        return errors;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
