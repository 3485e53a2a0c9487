package dev.catchwater.aggregator;

/** Carries a {@link SourceFailure}. Without a stack trace: it names no bug. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SourceFailure failure;

    SourceException(SourceFailure failure) {
        super(failure.message(), null, true, false);
        this.failure = failure;
    }

    public SourceFailure failure() {
        return failure;
    }
}
