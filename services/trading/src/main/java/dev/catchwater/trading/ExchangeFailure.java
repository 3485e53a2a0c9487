package dev.catchwater.trading;

import java.time.Duration;

/** Why an exchange did not do what it was asked; above all, whether it may have done it all the same. */
public sealed interface ExchangeFailure {

    /** One sentence without secrets. */
    String message();

    default Thrown asException() {
        return new Thrown(this, null);
    }

    default Thrown asException(Throwable cause) {
        return new Thrown(this, cause);
    }

    /** It did not reach the exchange. */
    record NotSent(String message) implements ExchangeFailure {}

    /** The exchange said no. */
    record Rejected(String code, String message) implements ExchangeFailure {}

    /** It knows no such order. */
    record NoSuchOrder(String message) implements ExchangeFailure {}

    /** Nobody knows whether it was done: it must be asked for before anything else. */
    record Unknown(String message) implements ExchangeFailure {}

    /** Too much was asked; it was not done. */
    record Limited(Duration pause, String message) implements ExchangeFailure {}

    /** The exchange's clock and ours are too far apart; it was not done. */
    record Clock(String message) implements ExchangeFailure {}

    /** The key, its signature or its rights are not accepted. */
    record Unauthorized(String message) implements ExchangeFailure {}

    /** Whether it is certain that nothing was done. */
    default boolean certain() {
        return !(this instanceof Unknown);
    }

    /** A failure on its way. */
    final class Thrown extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient ExchangeFailure failure;

        Thrown(ExchangeFailure failure, @org.jspecify.annotations.Nullable Throwable cause) {
            super(failure.message(), cause);
            this.failure = failure;
        }

        public ExchangeFailure failure() {
            return failure;
        }
    }
}
