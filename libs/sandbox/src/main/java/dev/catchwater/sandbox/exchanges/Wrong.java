package dev.catchwater.sandbox.exchanges;

/** What the exchange says to a request that it does not obey. */
final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final int code;

    Wrong(int code, String message) {
        this(400, code, message);
    }

    Wrong(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
