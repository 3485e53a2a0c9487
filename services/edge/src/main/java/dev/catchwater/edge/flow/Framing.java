package dev.catchwater.edge.flow;

import dev.catchwater.edge.Refusal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the body of a request ends (RFC 9112 §6.3), where there is one way to read it. */
final class Framing {
    private static final Set<String> MATTERS =
            Set.of("content-length", "transfer-encoding", "host", "expect", "upgrade", "connection");

    /** The most digits that surely fit a long. */
    private static final int DIGITS = 18;

    private boolean old;
    private int hosts;
    private long length;
    private boolean chunked;
    private boolean upgrade;

    void begin() {
        old = false;
        hosts = 0;
        length = -1;
        chunked = false;
        upgrade = false;
    }

    static boolean matters(CharSequence name) {
        return name.length() <= 17 && MATTERS.contains(name.toString());
    }

    /** The digit behind "HTTP/1.", and letters before that do not count. */
    void minor(int digit) {
        old = digit == '0';
    }

    long length() {
        return Math.max(0, length);
    }

    boolean chunked() {
        return chunked;
    }

    boolean upgrade() {
        return upgrade;
    }

    @Nullable
    Refusal field(String name, String line) {
        String value = line.strip();
        return switch (name) {
            case "content-length" -> contentLength(value);
            case "transfer-encoding" -> transferEncoding(value.toLowerCase(Locale.ROOT));
            case "host" -> {
                hosts++;
                yield hosts > 1 ? Refusal.bad("hosts", "there are several Hosts") : null;
            }
            case "expect" ->
                value.equalsIgnoreCase("100-continue")
                        ? null
                        : new Refusal(417, "expectation", "only 100-continue can be expected");
            case "upgrade" -> {
                upgrade = true;
                yield null;
            }
            default -> null;
        };
    }

    private @Nullable Refusal contentLength(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Refusal.bad("content-length", "Content-Length is no number");
        }
        if (length >= 0) {
            return Refusal.bad("content-lengths", "there are several Content-Lengths");
        }
        if (value.length() > DIGITS) {
            return new Refusal(413, "content-length", "the content is too long");
        }
        length = Long.parseLong(value);
        return null;
    }

    private @Nullable Refusal transferEncoding(String value) {
        if (chunked) {
            return Refusal.bad("transfer-encodings", "there are several Transfer-Encodings");
        }
        if (!value.equals("chunked")) {
            return value.matches("[a-z]+") && !value.equals("identity")
                    ? new Refusal(501, "transfer-encoding", "only chunked is understood")
                    : Refusal.bad("transfer-encoding", "Transfer-Encoding is not chunked alone");
        }
        chunked = true;
        return null;
    }

    /** What is wrong with the head as a whole. */
    @Nullable
    Refusal wrong() {
        if (chunked && length >= 0) {
            return Refusal.bad("cl-te", "there are both Content-Length and Transfer-Encoding");
        }
        if (chunked && old) {
            return Refusal.bad("te-1.0", "the older version has no Transfer-Encoding");
        }
        if (hosts == 0 && !old) {
            return Refusal.bad("no-host", "there is no Host");
        }
        return null;
    }
}
