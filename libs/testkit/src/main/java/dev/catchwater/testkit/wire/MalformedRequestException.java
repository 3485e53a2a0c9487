package dev.catchwater.testkit.wire;

import java.io.IOException;

/** The client sent something that is not an HTTP/1.1 request; the message says what. */
public final class MalformedRequestException extends IOException {
    public MalformedRequestException(String what) {
        super(what);
    }
}
