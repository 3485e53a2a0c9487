package dev.catchwater.edge.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** One of several equal servers, as a process that can be killed. */
final class Backend {
    private Backend() {}

    /** @param arguments the port */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, port));
        server.start();
    }

    private static void answer(HttpExchange exchange, int port) throws IOException {
        try (exchange) {
            boolean kept = exchange.getRequestURI().getPath().equals("/kept");
            exchange.getResponseHeaders().set("Cache-Control", kept ? "max-age=1, stale-if-error=600" : "no-store");
            byte[] body = Integer.toString(port).getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
