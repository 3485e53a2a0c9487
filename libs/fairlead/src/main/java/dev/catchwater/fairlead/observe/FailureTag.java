package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.HttpFailure;
import java.util.Locale;

/** The one switch from a failure to a metric tag. Tags are stable: dashboards depend on them. */
public final class FailureTag {
    private FailureTag() {}

    /** A short word, e.g. {@code refused} or {@code timeout_connect}. */
    public static String of(HttpFailure failure) {
        return switch (failure) {
            case HttpFailure.InvalidRequest invalid -> "invalid_request";
            case HttpFailure.Forbidden forbidden -> "forbidden_address";
            case HttpFailure.UnknownHost unknown -> "unknown_host";
            case HttpFailure.Refused refused -> "refused";
            case HttpFailure.Untrusted untrusted -> "untrusted";
            case HttpFailure.TimedOut timedOut ->
                "timeout_" + timedOut.phase().name().toLowerCase(Locale.ROOT);
            case HttpFailure.Overloaded overloaded -> "overloaded";
            case HttpFailure.CircuitOpen open -> "circuit_open";
            case HttpFailure.RateLimited limited -> "rate_limited";
            case HttpFailure.Disconnected disconnected -> "disconnected";
            case HttpFailure.Malformed malformed -> "malformed";
            case HttpFailure.TooLarge tooLarge -> "too_large";
            case HttpFailure.BadRedirect redirect -> "bad_redirect";
            case HttpFailure.BadStatus status -> "bad_status";
            case HttpFailure.BadBody body -> "bad_body";
            case HttpFailure.NoToken none -> "no_token";
            case HttpFailure.Closed closed -> "closed";
        };
    }
}
