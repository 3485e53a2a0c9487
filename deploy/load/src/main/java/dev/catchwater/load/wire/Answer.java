package dev.catchwater.load.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads one answer after another from what a socket brings. Their bodies must have a length. */
final class Answer {
    private static final int MAX_HEAD_BYTES = 4_096;
    private static final String LENGTH = "\r\ncontent-length:";

    private final byte[] head = new byte[MAX_HEAD_BYTES];
    private int read;
    private long left = -1;
    private int status;
    private long length;

    /** Takes what is there of the present answer, and says whether this was its end. */
    boolean take(ByteBuffer in) {
        if (left < 0 && !head(in)) {
            return false;
        }
        int here = (int) Math.min(left, in.remaining());
        in.position(in.position() + here);
        left -= here;
        if (left > 0) {
            return false;
        }
        left = -1;
        read = 0;
        return true;
    }

    /** Whether its head is over, and bytes of its body may have come. */
    boolean hasBegun() {
        return left >= 0 && left < length;
    }

    int status() {
        return status;
    }

    long length() {
        return length;
    }

    private boolean head(ByteBuffer in) {
        while (in.hasRemaining()) {
            if (read == MAX_HEAD_BYTES) {
                throw new IllegalStateException("an endless head");
            }
            byte next = in.get();
            head[read++] = next;
            if (next == '\n' && read > 3 && head[read - 2] == '\r' && head[read - 3] == '\n') {
                parse();
                return true;
            }
        }
        return false;
    }

    private void parse() {
        String text = new String(head, 0, read, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(text.substring(9, 12));
        int at = text.indexOf(LENGTH);
        if (at < 0 && status != 304) {
            throw new IllegalStateException("no length: " + text);
        }
        length = status == 304
                ? 0
                : Long.parseLong(text.substring(at + LENGTH.length(), text.indexOf('\r', at + 2))
                        .strip());
        left = length;
    }
}
