package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;

/** Which failures a gateway would answer with 502, 503 or 504: those that a stale response may stand in for (RFC 5861 §4). */
final class StandIn {
    private StandIn() {}

    static boolean isFor(int status) {
        return status == 500 || status == 502 || status == 503 || status == 504;
    }

    /** Whether it is as much anybody else's failure who would ask: not one of the caller's own time or words. */
    static boolean isTheOrigins(Throwable thrown) {
        boolean own = thrown instanceof HttpException http
                && http.failure() instanceof HttpFailure.TimedOut late
                && late.phase() == HttpFailure.Phase.TOTAL;
        return !own && isFor(thrown);
    }

    /** Whether the origin did answer, though another than who hears of it. */
    static boolean isAnswer(Throwable thrown) {
        return thrown instanceof HttpException http && http.failure() instanceof HttpFailure.BadStatus;
    }

    static boolean isFor(Throwable thrown) {
        return thrown instanceof HttpException http
                && switch (http.failure()) {
                    case HttpFailure.UnknownHost unknown -> true;
                    case HttpFailure.Refused refused -> true;
                    case HttpFailure.Untrusted untrusted -> true;
                    case HttpFailure.TimedOut timedOut -> true;
                    case HttpFailure.Overloaded overloaded -> true;
                    case HttpFailure.Disconnected disconnected -> true;
                    case HttpFailure.CircuitOpen open -> true;
                    case HttpFailure.RateLimited limited -> true;
                    case HttpFailure.Malformed malformed -> true;
                    case HttpFailure.InvalidRequest invalid -> false;
                    case HttpFailure.Forbidden forbidden -> false;
                    case HttpFailure.TooLarge tooLarge -> false;
                    case HttpFailure.BadRedirect redirect -> false;
                    case HttpFailure.BadStatus bad -> isFor(bad.status());
                    case HttpFailure.BadBody body -> false;
                    case HttpFailure.NoToken none -> false;
                    case HttpFailure.Closed closed -> false;
                };
    }
}
