package dev.catchwater.edge.process;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Just so much of HTTP/1.1 as tells a whole answer from another. */
final class Http1 {
    private static final Pattern LENGTH = Pattern.compile("(?mi)^Content-Length: (\\d+)");

    private Http1() {}

    /** Reads one with a length; says whether the connection ends with it. */
    static boolean answer(InputStream in, Queue<String> failures) throws IOException {
        String head = head(in);
        Matcher length = LENGTH.matcher(head);
        if (!head.startsWith("HTTP/1.1 200 ") || !length.find()) {
            failures.add(head);
            return true;
        }
        int told = Integer.parseInt(length.group(1));
        if (in.readNBytes(told).length < told) {
            throw new EOFException("cut off within a body");
        }
        return head.contains("Connection: close");
    }

    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("closed without an answer, after: " + head);
            }
            head.append((char) b);
        }
        return head.toString();
    }
}
