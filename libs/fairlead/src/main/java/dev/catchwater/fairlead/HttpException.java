package dev.catchwater.fairlead;

import org.jspecify.annotations.Nullable;

/** Carries an {@link HttpFailure} through {@code Uni} and {@code Multi}. Without a stack trace: it names no bug. */
public final class HttpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HttpFailure failure;

    HttpException(HttpFailure failure, @Nullable Throwable cause) {
        super(failure.message(), cause, true, false);
        this.failure = failure;
    }

    public HttpFailure failure() {
        return failure;
    }
}
