package dev.catchwater.local.process;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A child for tests: {@code <port> [die | hang | once | child]}; {@code once} hangs from its second start on. {@code GET /ready}, {@code GET /version}, {@code GET /die}. */
final class TinyService {

    private TinyService() {}

    public static void main(String[] arguments) throws Exception {
        String mode = arguments.length > 1 ? arguments[1] : "";
        if (mode.equals("die")) {
            System.err.println("ERROR cannot go on: No space left on device");
            System.exit(3);
        }
        if (mode.equals("child")) {
            new ProcessBuilder("sleep", "600").start();
        }
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        HttpServer server = HttpServer.create(address, 0);
        boolean hangs = mode.equals("hang") || (mode.equals("once") && !new File("tiny.ran").createNewFile());
        answer(server, "/ready", hangs ? 503 : 200, "");
        answer(server, "/version", 200, "{\"java\":{\"version\":\"25\"},\"build\":{\"version\":\"1.2.3\"}}");
        server.createContext("/die", exchange -> Runtime.getRuntime().halt(7));
        server.start();
    }

    private static void answer(HttpServer server, String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
