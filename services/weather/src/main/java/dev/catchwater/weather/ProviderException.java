package dev.catchwater.weather;

/** Carries a {@link ProviderFailure}. Without a stack trace: it names no bug. */
public final class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProviderFailure failure;

    ProviderException(ProviderFailure failure) {
        super(failure.message(), null, true, false);
        this.failure = failure;
    }

    public ProviderFailure failure() {
        return failure;
    }
}
