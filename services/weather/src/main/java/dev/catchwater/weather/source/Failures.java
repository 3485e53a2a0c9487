package dev.catchwater.weather.source;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.RetryAfter;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.ProviderFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a failed call means for a provider. */
public final class Failures {

    private static final int MOST_SAID = 200;

    private Failures() {}

    /** The failure that an exception stands for; what is not a failed call is a fault of ours and thrown on. */
    public static ProviderFailure of(Throwable thrown, Instant now) {
        return switch (thrown) {
            case ProviderException known -> known.failure();
            case HttpException http -> of(http.failure(), now);
            case RuntimeException fault -> throw fault;
            default -> throw new IllegalStateException(thrown);
        };
    }

    private static ProviderFailure of(HttpFailure failure, Instant now) {
        return switch (failure) {
            case HttpFailure.InvalidRequest f -> new ProviderFailure.Unreachable(sentence(f));
            case HttpFailure.Forbidden f -> new ProviderFailure.Unreachable("Its address is in a private network.");
            case HttpFailure.UnknownHost f -> new ProviderFailure.Unreachable(sentence(f));
            case HttpFailure.Refused f -> new ProviderFailure.Unreachable(sentence(f));
            case HttpFailure.Untrusted f -> new ProviderFailure.Unreachable(sentence(f));
            case HttpFailure.Disconnected f -> new ProviderFailure.Unreachable(sentence(f));
            case HttpFailure.CircuitOpen f -> new ProviderFailure.Unreachable(sentence(f));
            case HttpFailure.BadRedirect f -> new ProviderFailure.Unreachable(sentence(f));
            case HttpFailure.NoToken f -> new ProviderFailure.Unauthorized(401);
            case HttpFailure.TimedOut f -> new ProviderFailure.TimedOut(sentence(f));
            case HttpFailure.TooLarge f -> new ProviderFailure.Malformed(sentence(f));
            case HttpFailure.Malformed f -> new ProviderFailure.Malformed(sentence(f));
            case HttpFailure.BadBody f -> new ProviderFailure.Malformed(sentence(f));
            case HttpFailure.BadStatus(int status, Headers headers) -> status(status, headers, null, now);
            case HttpFailure.RateLimited f -> new ProviderFailure.Limited(f.delay());
            case HttpFailure.Overloaded f -> new ProviderFailure.Busy();
            case HttpFailure.Closed f -> new ProviderFailure.Busy();
        };
    }

    /** What an unwanted status means, with what the provider said about it. */
    public static ProviderFailure status(int status, Headers headers, @Nullable String said, Instant now) {
        Duration wait = RetryAfter.of(headers, now).orElse(null);
        if (wait != null) {
            // Whatever else it means, it is to be kept.
            return new ProviderFailure.Limited(wait);
        }
        return switch (status) {
            case 401, 403 -> new ProviderFailure.Unauthorized(status);
            case 404 -> new ProviderFailure.NotCovered();
            case 429 -> new ProviderFailure.Limited(null);
            default -> new ProviderFailure.BadStatus(status, cut(said));
        };
    }

    private static @Nullable String cut(@Nullable String said) {
        return said == null || said.length() <= MOST_SAID ? said : said.substring(0, MOST_SAID);
    }

    private static String sentence(HttpFailure failure) {
        String message = failure.message();
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
