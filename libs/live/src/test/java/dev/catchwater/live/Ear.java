package dev.catchwater.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A listener on a bare socket, which reads when it is told to. */
final class Ear implements AutoCloseable {
    record Heard(String id, String type, String data) {}

    private final Socket socket;
    private final BufferedReader in;
    final List<String> comments = new ArrayList<>();
    String retry = "";
    /** What an EventSource would send when it comes back. */
    String lastEventId = "";

    private Ear(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    static Ear open(int port, String path, String... headers) {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(8192);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(30_000);
            var lines = String.join(
                    "", List.of(headers).stream().map(h -> h + "\r\n").toList());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new Ear(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status line and headers. */
    String head() throws IOException {
        var head = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    /** The next events; the head must have been read. */
    List<Heard> events(int count) throws IOException {
        var heard = new ArrayList<Heard>();
        while (heard.size() < count) {
            heard.add(next());
        }
        return heard;
    }

    /** The lines of a frame, whatever it is. */
    List<String> frame() throws IOException {
        var frame = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            frame.add(line);
        }
        return frame;
    }

    Heard next() throws IOException {
        var type = "";
        var data = new ArrayList<String>();
        while (true) {
            var line = line();
            if (line.startsWith(":")) {
                comments.add(line);
            } else if (line.startsWith("id: ")) {
                lastEventId = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.add(line.substring(6));
            } else if (line.startsWith("retry: ")) {
                retry = line.substring(7);
            } else if (line.isEmpty() && !data.isEmpty()) {
                return new Heard(lastEventId, type, data.stream().collect(Collectors.joining("\n")));
            }
        }
    }

    // A chunk is one frame here, so that its size and its end are lines of their own.
    private final StringBuilder rest = new StringBuilder();
    private int chunk;

    private String line() throws IOException {
        while (rest.indexOf("\n") < 0) {
            readChunk();
        }
        var end = rest.indexOf("\n");
        var line = rest.substring(0, end);
        rest.delete(0, end + 1);
        return line;
    }

    private void readChunk() throws IOException {
        var size = in.readLine();
        if (size == null) {
            throw new IOException("closed");
        }
        chunk = Integer.parseInt(size, 16);
        if (chunk == 0) {
            throw new IOException("ended");
        }
        var bytes = 0;
        while (bytes < chunk) {
            var c = in.read();
            if (c < 0) {
                throw new IOException("cut");
            }
            rest.append((char) c);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        in.readLine();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
