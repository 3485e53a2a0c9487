package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;

/** The peer broke the protocol or a bound: the connection is failed (RFC 6455 §7.1.7) with this code. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient HttpFailure failure;

    private Violation(int code, HttpFailure failure) {
        super(failure.message(), null, false, false);
        this.code = code;
        this.failure = failure;
    }

    /** 1002: against the grammar. The reason is ours and quotes nothing. */
    static Violation protocol(String reason) {
        return new Violation(CloseCode.PROTOCOL_ERROR, new HttpFailure.BadBody("no WebSocket frame: " + reason));
    }

    /** 1007: the content of a message is not what it says. */
    static Violation content(String reason) {
        return new Violation(CloseCode.INVALID_PAYLOAD, new HttpFailure.BadBody(reason));
    }

    /** 1009: more than the bound allows. */
    static Violation tooLarge(String what, long limitBytes) {
        return new Violation(CloseCode.TOO_BIG, new HttpFailure.TooLarge(what, limitBytes));
    }

    int code() {
        return code;
    }

    HttpFailure failure() {
        return failure;
    }
}
