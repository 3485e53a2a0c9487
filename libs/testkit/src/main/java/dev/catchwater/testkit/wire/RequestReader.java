package dev.catchwater.testkit.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests (RFC 9112) from one connection, one after the other, blocking. */
public final class RequestReader {
    private static final int HEAD_LIMIT_BYTES = 256 << 10;

    private final BufferedInputStream in;
    private final Runnable onExpectContinue;
    private int headBytes;

    /** The runnable is to send {@code 100 Continue}. */
    public RequestReader(BufferedInputStream in, Runnable onExpectContinue) {
        this.in = in;
        this.onExpectContinue = onExpectContinue;
    }

    /** Waits for a byte and leaves it where it is; false once the client has ended its side. */
    public boolean hasMore() throws IOException {
        in.mark(1);
        boolean more = in.read() >= 0;
        in.reset();
        return more;
    }

    /** The next request's head, or null once the client has ended its side between two requests. */
    public @Nullable RawRequest head() throws IOException {
        headBytes = 0;
        String line = line();
        while (line != null && line.isEmpty()) { // RFC 9112 §2.2: an empty line before the request line is skipped
            line = line();
        }
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[2].equals("HTTP/1.1")) {
            throw new MalformedRequestException("not an HTTP/1.1 request line: " + line);
        }
        return new RawRequest(parts[2], parts[0], parts[1], headers());
    }

    /** The request with its body, which it reads to the end. */
    public RawRequest body(RawRequest head) throws IOException {
        if (head.has("Expect", "100-continue")) {
            onExpectContinue.run();
        }
        var kept = new ByteArrayOutputStream();
        long length = body(head, kept);
        return head.withBody(kept.toByteArray(), length);
    }

    /** Reads the body to its end and forgets it; nobody is told to go on. */
    public void skipBody(RawRequest head) throws IOException {
        body(head, new ByteArrayOutputStream());
    }

    private Map<String, List<String>> headers() throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (String line = need(line()); !line.isEmpty(); line = need(line())) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new MalformedRequestException("not a header field: " + line);
            }
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(headers);
    }

    private long body(RawRequest head, ByteArrayOutputStream kept) throws IOException {
        if (head.has("Transfer-Encoding", "chunked")) {
            return chunks(kept);
        }
        List<String> length = head.headers().getOrDefault("Content-Length", List.of());
        if (length.isEmpty()) {
            return 0;
        }
        long bytes = number(length.getFirst(), 10);
        copy(bytes, kept);
        return bytes;
    }

    private long chunks(ByteArrayOutputStream kept) throws IOException {
        long total = 0;
        while (true) {
            headBytes = 0;
            String size = need(line()).split(";", 2)[0].strip();
            long bytes = number(size, 16);
            if (bytes == 0) {
                headers(); // the trailer section
                return total;
            }
            copy(bytes, kept);
            total += bytes;
            if (!need(line()).isEmpty()) {
                throw new MalformedRequestException("a chunk is longer than its size line said");
            }
        }
    }

    private void copy(long bytes, ByteArrayOutputStream kept) throws IOException {
        byte[] buffer = new byte[(int) Math.min(bytes, 16 << 10)];
        for (long left = bytes; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the client ended inside a body");
            }
            kept.write(buffer, 0, Math.min(read, RawRequest.KEPT_BODY_BYTES - kept.size()));
            left -= read;
        }
    }

    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (++headBytes > HEAD_LIMIT_BYTES) {
                throw new MalformedRequestException("a head of more than " + HEAD_LIMIT_BYTES + " bytes");
            }
            line.write(b);
        }
        if (line.size() > 0) {
            throw new EOFException("the client ended inside a line");
        }
        return null;
    }

    private static String need(@Nullable String line) throws IOException {
        if (line == null) {
            throw new EOFException("the client ended inside a request");
        }
        return line;
    }

    private static long number(String digits, int radix) throws IOException {
        try {
            long number = Long.parseLong(digits, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // the same complaint as for a negative one
        }
        throw new MalformedRequestException("not a length: " + digits);
    }
}
