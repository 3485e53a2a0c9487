package dev.catchwater.testkit.http2;

import java.io.IOException;

/** A client broke the rules of HTTP/2 in a way that ends the connection; the message says how. */
public final class BrokenFrameException extends IOException {
    private final int code;

    public BrokenFrameException(int code, String what) {
        super(what);
        this.code = code;
    }

    /** The error code of the GOAWAY that this calls for (RFC 9113 §7). */
    public int code() {
        return code;
    }
}
