package dev.catchwater.fairlead.websocket;

/** Status codes of a close frame (RFC 6455 §7.4.1). */
final class CloseCode {
    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;
    /** Never sent: a close frame without a code. */
    static final int NONE = 1005;
    /** Never sent: no close frame at all. */
    static final int ABNORMAL = 1006;

    static final int INVALID_PAYLOAD = 1007;
    static final int TOO_BIG = 1009;

    private CloseCode() {}

    /** Whether a frame may carry it (RFC 6455 §7.4.1 and §7.4.2, the IANA registry up to 1014). */
    static boolean isSendable(int code) {
        return (code >= 1000 && code <= 1014 && code != 1004 && code != NONE && code != ABNORMAL)
                || (code >= 3000 && code <= 4999);
    }
}
