package dev.catchwater.load.edge;

import dev.catchwater.load.origin.Bodies;
import dev.catchwater.load.process.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is asked of a server before it is measured: whether it answers right, and from what it keeps. */
final class Questions {
    private Questions() {}

    /**
     * Asks for every object twice, compares every byte, and fails a cache that asks its origin the second time.
     *
     * @param bytes sizes of them
     */
    static void examine(Contestant server, Server origin, int keys, int... bytes)
            throws IOException, InterruptedException {
        for (int size : bytes) {
            askAll(server, keys, size);
            int before = origin.requests();
            askAll(server, keys, size);
            unasked(server, origin, before);
        }
    }

    /** Fails if the origin was asked since, by what only should give what it has. */
    static void unasked(Contestant server, Server origin, int before) throws IOException, InterruptedException {
        int asked = origin.requests() - before;
        if (asked > 0) {
            throw new IllegalStateException(server.name() + " asked its origin " + asked + " times for what it has");
        }
    }

    private static void askAll(Contestant server, int keys, int bytes) throws IOException {
        for (int key = 1; key <= keys; key++) {
            ask(server, Bodies.path(bytes, key));
        }
    }

    static void ask(Contestant server, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(server.uri(path)).toURL().openConnection();
        byte[] expected = Bodies.content(path, Bodies.length(path));
        try (InputStream body = connection.getInputStream()) {
            if (connection.getResponseCode() != 200 || !Arrays.equals(body.readAllBytes(), expected)) {
                throw new IllegalStateException(server.name() + " does not say what " + path + " is");
            }
        }
    }

    /** The bytes before a body, as the load generator will get them. */
    static int headBytes(Contestant server, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("no head: " + head);
                }
                head.append((char) next);
            }
            return head.length();
        }
    }
}
