package dev.catchwater.sandbox.judge;

/** A control request that cannot be obeyed. */
public final class Refusal extends RuntimeException {

    private final int status;
    private final String reason;

    /**
     * @param status the HTTP status to answer
     * @param reason one sentence for the person who asked
     */
    public Refusal(int status, String reason) {
        super(reason);
        this.status = status;
        this.reason = reason;
    }

    /** As {@link #Refusal(int, String)}, with what was wrong. */
    public Refusal(int status, String reason, Throwable cause) {
        super(reason, cause);
        this.status = status;
        this.reason = reason;
    }

    /** The HTTP status to answer. */
    public int status() {
        return status;
    }

    /** What was wrong, in one sentence. */
    public String reason() {
        return reason;
    }
}
