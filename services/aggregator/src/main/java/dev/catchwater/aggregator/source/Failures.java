package dev.catchwater.aggregator.source;

import dev.catchwater.aggregator.SourceException;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.RetryAfter;
import java.time.Duration;
import java.time.Instant;

/** What a failed call means for a source. */
public final class Failures {

    private Failures() {}

    /** The failure of a source that an exception stands for; what is not a failed call stays as it is. */
    public static Throwable of(Throwable thrown, Instant now) {
        return thrown instanceof HttpException http ? of(http.failure(), now).asException() : thrown;
    }

    private static SourceFailure of(HttpFailure failure, Instant now) {
        return switch (failure) {
            case HttpFailure.InvalidRequest f -> new SourceFailure.BadAddress(sentence(f));
            case HttpFailure.Forbidden f ->
                new SourceFailure.Forbidden("The address of " + f.host() + " is in a private or reserved network.");
            case HttpFailure.UnknownHost f -> new SourceFailure.Unreachable(sentence(f));
            case HttpFailure.Refused f -> new SourceFailure.Unreachable(sentence(f));
            case HttpFailure.Untrusted f -> new SourceFailure.Unreachable(sentence(f));
            case HttpFailure.Disconnected f -> new SourceFailure.Unreachable(sentence(f));
            case HttpFailure.CircuitOpen f -> new SourceFailure.Unreachable(sentence(f));
            case HttpFailure.TimedOut f -> new SourceFailure.TimedOut(sentence(f));
            case HttpFailure.TooLarge f -> new SourceFailure.TooLarge(sentence(f));
            case HttpFailure.Malformed f -> new SourceFailure.Malformed(sentence(f));
            case HttpFailure.BadBody f -> new SourceFailure.Malformed(sentence(f));
            case HttpFailure.BadRedirect f -> new SourceFailure.Unreachable(sentence(f));
            case HttpFailure.BadStatus(int status, Headers headers) -> status(status, headers, now);
            case HttpFailure.Overloaded f -> new SourceFailure.Busy();
            case HttpFailure.RateLimited f -> new SourceFailure.Limited(f.delay());
            case HttpFailure.NoToken f -> new SourceFailure.Unreachable(sentence(f));
            case HttpFailure.Closed f -> new SourceFailure.Busy();
        };
    }

    /** The failure that an unwanted status is. */
    public static SourceException badStatus(int status, Headers headers, Instant now) {
        return status(status, headers, now).asException();
    }

    private static SourceFailure status(int status, Headers headers, Instant now) {
        Duration wait = RetryAfter.of(headers, now).orElse(null);
        return switch (status) {
            case 401, 403 -> wait == null ? new SourceFailure.Unauthorized(status) : new SourceFailure.Limited(wait);
            case 410 -> new SourceFailure.Gone();
            case 429 -> new SourceFailure.Limited(wait);
            case 503 -> wait == null ? new SourceFailure.BadStatus(status) : new SourceFailure.Limited(wait);
            default -> new SourceFailure.BadStatus(status);
        };
    }

    private static String sentence(HttpFailure failure) {
        String message = failure.message();
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
