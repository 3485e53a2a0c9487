package dev.catchwater.fairlead.structured;

/**
 * A field value that is no structured field, or data that cannot be written as one. A field that fails to parse is
 * ignored as a whole (RFC 9651 §4.2). Messages say where and why, never what stood there.
 */
public final class StructuredFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    StructuredFieldException(String message) {
        super(message);
    }
}
