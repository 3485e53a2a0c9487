package dev.catchwater.trading.order;

/** Names for orders: the account's prefix and a number that only grows. An id is never used twice. For one thread. */
public final class ClientIds {

    private static final int RADIX = 36;

    private final String prefix;
    private long last;

    /**
     * Names that begin with this prefix.
     *
     * @param prefix 1 to 8 characters of {@code a-z 0-9}, another one for each account
     */
    public ClientIds(String prefix) {
        if (!prefix.matches("[a-z0-9]{1,8}")) {
            throw new IllegalArgumentException("a prefix has 1 to 8 characters of a-z and 0-9");
        }
        this.prefix = prefix;
    }

    public String next() {
        last++;
        return prefix + "-" + Long.toString(last, RADIX);
    }

    /** Whether an id can be one of ours, also of an earlier life. */
    public boolean ours(String clientId) {
        return clientId.startsWith(prefix + "-");
    }

    public long last() {
        return last;
    }
}
