package dev.catchwater.fairlead.redis;

/** Redis did not answer in time, or is left alone because it did not. Without a stack trace: there may be many. */
public final class RedisAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RedisAwayException(String message) {
        super(message, null, false, false);
    }
}
