package dev.catchwater.edge.flow;

import dev.catchwater.edge.Refusal;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a connection of HTTP/1.1 as RFC 9112 writes them, beside the decoder, which is made to be lenient: whatever
 * two readers could take for two different things is refused here, before the decoder has seen the end of its head. Follows
 * the framing from one message to the next; for one thread.
 */
// Longer than the house allows: one automaton, a method a state; in two files nobody could follow a byte.
final class Strictness {
    /** Bytes of one request line's target. */
    static final int MAX_TARGET = 8 * 1024;

    /** Field lines of one head. */
    static final int MAX_LINES = 128;

    /** Bytes of extensions behind one chunk's size, which mean nothing to anybody (RFC 9112 §7.1.1). */
    static final int MAX_EXTENSION = 256;

    /** Bytes of extensions in one message: many tiny chunks with long ones are an attack of its own. */
    static final int MAX_EXTENSIONS = 16 * 1024;

    /** Bytes of one trailer section. */
    static final int MAX_TRAILERS = 8 * 1024;

    private enum At {
        START,
        START_LF,
        METHOD,
        TARGET,
        VERSION,
        VERSION_LF,
        LINE,
        NAME,
        VALUE,
        VALUE_LF,
        END_LF,
        BODY,
        SIZE,
        EXTENSION,
        SIZE_LF,
        CHUNK,
        CHUNK_CR,
        CHUNK_LF
    }

    private static final String VERSION = "HTTP/1.";

    private final int maxHead;
    private final Framing framing = new Framing();
    private final StringBuilder name = new StringBuilder(32);
    private final StringBuilder value = new StringBuilder(32);
    private At at = At.START;
    private int head;
    private int target;
    private int lines;
    private int seen;
    private int extension;
    private int extensions;
    private int blank;
    private int heads;
    private boolean trailers;
    private boolean kept;
    private long left;
    private @Nullable Refusal refusal;

    /**
     * At the beginning of a connection.
     *
     * @param maxHead bytes of a head
     */
    Strictness(int maxHead) {
        this.maxHead = maxHead;
    }

    /** Whether a head has begun and not ended. */
    boolean inHead() {
        return at.compareTo(At.START) > 0 && at.compareTo(At.END_LF) <= 0 && !trailers;
    }

    /** How many have begun. */
    int heads() {
        return heads;
    }

    /** Whether nothing of a next message has come. */
    boolean isBetween() {
        return at == At.START;
    }

    /** Somebody else has read a sound message without content, here between two others. */
    void passed() {
        blank = 0;
    }

    /** Whether the last head asked for another protocol, so that what follows may be none of HTTP. */
    boolean mayUpgrade() {
        return framing.upgrade();
    }

    @Nullable
    Refusal refusal() {
        return refusal;
    }

    /**
     * Reads on.
     *
     * @param one not beyond the end of a message
     * @return how many of these bytes belong to whole heads and bodies before what is refused; all that were read if nothing is
     */
    int read(ByteBuf bytes, boolean one) {
        int from = bytes.readerIndex();
        int end = bytes.writerIndex();
        int whole = from;
        int i = from;
        while (i < end && !(one && i > from && at == At.START)) {
            if (at == At.BODY || at == At.CHUNK) {
                long skipped = Math.min(left, end - i);
                left -= skipped;
                i += (int) skipped;
                if (left == 0) {
                    at = at == At.BODY ? At.START : At.CHUNK_CR;
                }
                whole = i;
                continue;
            }
            boolean was = inHead() || at == At.START;
            refusal = next(bytes.getByte(i) & 0xff);
            i++;
            if (refusal != null) {
                return whole - from;
            }
            if (!was || at == At.START || !inHead()) {
                whole = i;
            }
        }
        return i - from;
    }

    private @Nullable Refusal next(int b) {
        if (inHead() || trailers) {
            head++;
            if (head > (trailers ? MAX_TRAILERS : maxHead)) {
                return at == At.TARGET
                        ? new Refusal(414, "long-target", "the request target is too long")
                        : new Refusal(431, "large-head", "the header fields are too large");
            }
        }
        return switch (at) {
            case START -> start(b);
            case START_LF -> lineFeed(b, At.START);
            case METHOD -> method(b);
            case TARGET -> target(b);
            case VERSION -> version(b);
            case VERSION_LF, VALUE_LF -> lineFeed(b, At.LINE);
            case LINE -> line(b);
            case NAME -> name(b);
            case VALUE -> value(b);
            case END_LF -> b == '\n' ? ended() : bare();
            case SIZE -> size(b);
            case EXTENSION -> extension(b);
            case SIZE_LF -> b == '\n' ? sized() : bare();
            case CHUNK_CR -> chunkEnd(b, '\r', At.CHUNK_LF);
            case CHUNK_LF -> chunkEnd(b, '\n', At.SIZE);
            case BODY, CHUNK -> throw new IllegalStateException("skipped before");
        };
    }

    /** RFC 9112 §2.2: one empty line before a request is forgiven, since old clients send one behind a body. */
    private @Nullable Refusal start(int b) {
        if (b == '\r' && blank == 0) {
            blank = 1;
            at = At.START_LF;
            return null;
        }
        if (!isToken(b)) {
            return Refusal.bad("bad-line", "this is no request line");
        }
        framing.begin();
        heads++;
        blank = 0;
        head = 1;
        target = 0;
        lines = 0;
        seen = 1;
        at = At.METHOD;
        return null;
    }

    private @Nullable Refusal method(int b) {
        if (b == ' ') {
            at = At.TARGET;
            return null;
        }
        seen++;
        return isToken(b) && seen <= 32 ? null : Refusal.bad("bad-line", "the method is no token");
    }

    private @Nullable Refusal target(int b) {
        if (b == ' ') {
            at = At.VERSION;
            seen = 0;
            return target == 0 ? Refusal.bad("bad-line", "there is no request target") : null;
        }
        target++;
        if (target > MAX_TARGET) {
            return new Refusal(414, "long-target", "the request target is too long");
        }
        return b > ' ' && b < 0x7f
                ? null
                : Refusal.bad("bad-target", "the request target has a character that belongs in none");
    }

    private @Nullable Refusal version(int b) {
        if (seen == VERSION.length() + 1 && b == '\r') {
            at = At.VERSION_LF;
            return null;
        }
        if (b == '\n') {
            return bare();
        }
        boolean fits = seen < VERSION.length()
                ? b == VERSION.charAt(seen)
                : seen == VERSION.length() && (b == '0' || b == '1');
        if (!fits) {
            return seen < 5
                    ? Refusal.bad("bad-line", "the request line does not end with a version of HTTP")
                    : new Refusal(505, "version", "this version of HTTP is not spoken here");
        }
        framing.minor(b);
        seen++;
        return null;
    }

    private @Nullable Refusal line(int b) {
        if (b == '\r') {
            at = At.END_LF;
            return null;
        }
        if (b == ' ' || b == '\t') {
            return Refusal.bad("obs-fold", "a header field goes on in the next line");
        }
        lines++;
        if (lines > MAX_LINES) {
            return new Refusal(431, "many-fields", "there are too many header fields");
        }
        name.setLength(0);
        at = At.NAME;
        return name(b);
    }

    private @Nullable Refusal name(int b) {
        if (b == ':' && !name.isEmpty()) {
            at = At.VALUE;
            value.setLength(0);
            kept = !trailers && Framing.matters(name);
            return null;
        }
        if (!isToken(b)) {
            return Refusal.bad(
                    b == ' ' || b == '\t' ? "space-before-colon" : "bad-field",
                    "the name of a header field is no token");
        }
        name.append((char) (b >= 'A' && b <= 'Z' ? b + 32 : b));
        return null;
    }

    private @Nullable Refusal value(int b) {
        if (b == '\r') {
            at = At.VALUE_LF;
            return kept ? framing.field(name.toString(), value.toString()) : null;
        }
        if ((b < ' ' && b != '\t') || b == 0x7f) {
            return b == '\n' ? bare() : Refusal.bad("control", "a header field has a control character");
        }
        if (kept) {
            value.append((char) b);
        }
        return null;
    }

    private @Nullable Refusal lineFeed(int b, At then) {
        at = then;
        return b == '\n' ? null : bare();
    }

    private static Refusal bare() {
        return Refusal.bad("bare-cr-lf", "a CR or LF stands alone");
    }

    private @Nullable Refusal ended() {
        if (trailers) {
            trailers = false;
            at = At.START;
            return null;
        }
        Refusal wrong = framing.wrong();
        if (wrong != null) {
            return wrong;
        }
        extensions = 0;
        left = framing.length();
        at = framing.chunked() ? At.SIZE : left > 0 ? At.BODY : At.START;
        seen = 0;
        left = framing.chunked() ? 0 : left;
        return null;
    }

    private @Nullable Refusal size(int b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0 && seen < 15) {
            left = left * 16 + digit;
            seen++;
            return null;
        }
        extension = 0;
        at = b == '\r' ? At.SIZE_LF : At.EXTENSION;
        return seen > 0 && (b == '\r' || b == ';') ? null : Refusal.bad("bad-chunk", "this is no chunk size");
    }

    private @Nullable Refusal extension(int b) {
        if (b == '\r') {
            at = At.SIZE_LF;
            return null;
        }
        extension++;
        extensions++;
        if (extension > MAX_EXTENSION || extensions > MAX_EXTENSIONS) {
            return Refusal.bad("chunk-extension", "the extensions of chunks are too long");
        }
        return (b >= ' ' || b == '\t') && b != 0x7f
                ? null
                : b == '\n' ? bare() : Refusal.bad("bad-chunk", "a chunk extension has a control character");
    }

    private @Nullable Refusal sized() {
        seen = 0;
        if (left > 0) {
            at = At.CHUNK;
        } else {
            trailers = true;
            head = 0;
            lines = 0;
            at = At.LINE;
        }
        return null;
    }

    private @Nullable Refusal chunkEnd(int b, char wanted, At then) {
        at = then;
        return b == wanted ? null : Refusal.bad("bad-chunk", "a chunk is longer than it says");
    }

    /** RFC 9110 §5.6.2. */
    private static boolean isToken(int b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || (b < 0x80 && "!#$%&'*+-.^_`|~".indexOf(b) >= 0);
    }
}
