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

    /** In Kraken's words, which have neither a status nor a code. */
    Wrong(String message) {
        this(200, 0, message);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    /** What the account said in Binance's words, in Kraken's. */
    String krakens() {
        var message = String.valueOf(getMessage());
        return switch (message) {
            // Which words Kraken has for this one is not documented.
            case "Duplicate order sent." -> "EOrder:Invalid cl_ord_id: already in use";
            case "Account has insufficient balance for requested action." -> "EOrder:Insufficient funds";
            case "Order would immediately match and take." -> "EOrder:Post only order";
            case "Too many new orders." -> "EOrder:Orders limit exceeded";
            default -> message;
        };
    }
}
