package dev.catchwater.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A plain socket that tells an orderly end of the connection from a reset. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    /** What came until the connection ended, and how it ended. */
    record Seen(String text, boolean reset) {
        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        boolean hasHead() {
            return text.contains("\r\n\r\n");
        }
    }

    RawClient(Upstream upstream) throws IOException {
        socket = new Socket("127.0.0.1", upstream.port());
        socket.setSoTimeout(20_000);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    RawClient get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    /** Reads to the end, whichever it is. */
    Seen readToEnd() throws IOException {
        var bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4096];
        while (true) {
            int read;
            try {
                read = in.read(buffer);
            } catch (SocketTimeoutException stuck) {
                throw stuck;
            } catch (IOException reset) {
                return new Seen(bytes.toString(StandardCharsets.ISO_8859_1), true);
            }
            if (read < 0) {
                return new Seen(bytes.toString(StandardCharsets.ISO_8859_1), false);
            }
            bytes.write(buffer, 0, read);
        }
    }

    /** Reads until what has come ends with this. */
    String readUntil(String end) throws IOException {
        var text = new StringBuilder();
        byte[] buffer = new byte[64 << 10];
        while (!text.toString().endsWith(end)) {
            int read = socket.getInputStream().read(buffer);
            if (read < 0) {
                throw new IOException("ended after: " + text);
            }
            text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            text.delete(0, Math.max(0, text.length() - 4096));
        }
        return text.toString();
    }

    /** Leaves with a reset instead of an orderly end. */
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
