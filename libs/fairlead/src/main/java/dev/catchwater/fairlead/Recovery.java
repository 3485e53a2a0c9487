package dev.catchwater.fairlead;

import java.time.Duration;
import java.time.Instant;

/** What a failure says about trying again: whether, and how long to wait at least. For those who keep a connection. */
public final class Recovery {
    private Recovery() {}

    /** Whether trying again would end the same way. */
    public static boolean isFinal(HttpFailure failure) {
        return switch (failure) {
            case HttpFailure.BadStatus(int status, var headers) -> status < 500 && status != 408 && status != 429;
            case HttpFailure.InvalidRequest invalid -> true;
            case HttpFailure.Forbidden forbidden -> true;
            case HttpFailure.BadRedirect redirect -> true;
            case HttpFailure.Closed closed -> true;
            case HttpFailure.NoToken(String origin, var error) -> !error.isTemporary();
            case HttpFailure.BadBody body -> false;
            case HttpFailure.UnknownHost unknown -> false;
            case HttpFailure.Refused refused -> false;
            case HttpFailure.Untrusted untrusted -> false;
            case HttpFailure.TimedOut timedOut -> false;
            case HttpFailure.Overloaded overloaded -> false;
            case HttpFailure.CircuitOpen open -> false;
            case HttpFailure.RateLimited limited -> false;
            case HttpFailure.Disconnected disconnected -> false;
            case HttpFailure.Malformed malformed -> false;
            case HttpFailure.TooLarge tooLarge -> false;
        };
    }

    /** For how long it asks to be left alone: by Retry-After, or until its circuit may close; zero if it does not say. */
    public static Duration asked(HttpFailure failure, Instant now) {
        Duration asked = switch (failure) {
            case HttpFailure.BadStatus(int status, var headers) ->
                RetryAfter.of(headers, now).orElse(Duration.ZERO);
            case HttpFailure.CircuitOpen(String origin, Instant retryAt) -> Duration.between(now, retryAt);
            default -> Duration.ZERO;
        };
        return asked.isNegative() ? Duration.ZERO : asked;
    }
}
