package dev.catchwater.load.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an origin says is open, by a question that leaves nothing open itself. */
final class OpenConnections {
    private static final Pattern OPEN = Pattern.compile("open=(\\d+)");

    private OpenConnections() {}

    /** The question's own is left out. */
    static int at(URI origin) {
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("GET /counts HTTP/1.0\r\nHost: load\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher open = OPEN.matcher(answer);
            if (!open.find()) {
                throw new IllegalStateException("these are no counts: " + answer);
            }
            return Integer.parseInt(open.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
