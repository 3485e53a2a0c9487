package dev.catchwater.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One inline command to a Redis, as any client would send it; for a bulk reply the payload, else the reply's line. */
final class Resp {

    private Resp() {}

    static String ask(EmbeddedRedis server, String command) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port());
                BufferedReader reader = new BufferedReader(
                        new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String text = "AUTH " + server.password() + "\r\n" + command + "\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            reader.readLine();
            String first = reader.readLine();
            return first.startsWith("$") && !first.equals("$-1") ? reader.readLine() : first;
        }
    }
}
