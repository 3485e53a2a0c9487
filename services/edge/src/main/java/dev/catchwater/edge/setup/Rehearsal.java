package dev.catchwater.edge.setup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A start on free ports before an origin of its own, with some requests, and an end: what the JDK writes into its cache of
 * classes when the process was started with {@code -XX:AOTCacheOutput}. Leaves nothing else behind.
 */
final class Rehearsal {
    private static final int REQUESTS = 500;
    private static final int OBJECTS = 20;

    private Rehearsal() {}

    static void run() throws Exception {
        HttpServer origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.createContext("/", Rehearsal::answer);
        origin.start();
        Path folder = Files.createTempDirectory("edge-rehearsal");
        settings(origin.getAddress().getPort(), folder).forEach(System::setProperty);
        try {
            HeadStart.begin();
            Optional<Engine> engine = HeadStart.engine();
            for (int i = 0; i < REQUESTS && engine.isPresent(); i++) {
                ask(engine.get().plane().port(), i % OBJECTS);
            }
            Quarkus.run(Ending.class, (exit, thrown) -> {});
        } finally {
            origin.stop(0);
            remove(folder);
        }
    }

    private static Map<String, String> settings(int origin, Path folder) {
        return Map.of(
                "catchwater.edge.routes.default.origins",
                "http://127.0.0.1:" + origin,
                "catchwater.edge.plane.port",
                "0",
                "catchwater.edge.plane.drain-grace",
                "0s",
                "catchwater.edge.store.purge-log",
                folder.resolve("purges").toString(),
                "catchwater.edge.store.folder",
                folder.resolve("store").toString(),
                "catchwater.web.admin-key-file",
                folder.resolve("admin.key").toString(),
                "catchwater.web.key-file",
                folder.resolve("keys").toString(),
                "quarkus.http.port",
                "0",
                "quarkus.management.port",
                "0");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = new byte[1_024];
        exchange.getResponseHeaders().add("Cache-Control", "max-age=60");
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void ask(int port, int object) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET /" + object + " HTTP/1.1\r\nHost: rehearsal\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    /** Ends as soon as it has started. */
    static final class Ending implements QuarkusApplication {
        @Override
        public int run(String... arguments) {
            return 0;
        }
    }
}
