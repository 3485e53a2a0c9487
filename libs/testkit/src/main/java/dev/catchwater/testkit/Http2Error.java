package dev.catchwater.testkit;

/** The error codes of HTTP/2 (RFC 9113 §7), in the order of their numbers. */
public enum Http2Error {
    NO_ERROR,
    PROTOCOL_ERROR,
    INTERNAL_ERROR,
    FLOW_CONTROL_ERROR,
    SETTINGS_TIMEOUT,
    STREAM_CLOSED,
    FRAME_SIZE_ERROR,
    REFUSED_STREAM,
    CANCEL,
    COMPRESSION_ERROR,
    CONNECT_ERROR,
    ENHANCE_YOUR_CALM,
    INADEQUATE_SECURITY,
    HTTP_1_1_REQUIRED;

    /** The number on the wire. */
    @SuppressWarnings("EnumOrdinal") // they are numbered without a gap
    public int code() {
        return ordinal();
    }
}
