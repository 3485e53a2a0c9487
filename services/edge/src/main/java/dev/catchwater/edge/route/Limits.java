package dev.catchwater.edge.route;

/**
 * What a request and an answer may take.
 *
 * @param requestBody longer ones are answered 413, in bytes
 * @param storedBody longer answers pass through unstored, in bytes
 */
public record Limits(long requestBody, long storedBody) {
    /** 1 GiB either way. */
    public static final Limits DEFAULT = new Limits(1L << 30, 1L << 30);
}
