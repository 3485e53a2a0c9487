package dev.catchwater.fairlead.verdict;

import dev.catchwater.fairlead.HttpFailure;

/** What an attempt says about whom it was made at: an origin, or one of its endpoints. */
public enum Verdict {
    /** It is well. */
    SUCCESS,
    /** It is not. */
    FAILURE,
    /** Nothing: it was not reached, or the fault is ours. */
    NEUTRAL;

    /** Failures: 5xx. Nothing is said by 429, which is about us, and 408. Whatever else is answered, is answered. */
    public static Verdict ofStatus(int status) {
        return switch (status) {
            case 408, 429 -> NEUTRAL;
            default -> status >= 500 ? FAILURE : SUCCESS;
        };
    }

    /**
     * Failures: no address, no connection, none that held, no answer in time or none that is HTTP. That a
     * kept connection was closed says nothing.
     */
    public static Verdict ofFailure(HttpFailure failure) {
        return switch (failure) {
            case HttpFailure.UnknownHost unknown -> FAILURE;
            case HttpFailure.Refused refused -> FAILURE;
            case HttpFailure.Untrusted untrusted -> FAILURE;
            case HttpFailure.Disconnected disconnected -> disconnected.stale() ? NEUTRAL : FAILURE;
            case HttpFailure.Malformed malformed -> FAILURE;
            case HttpFailure.TimedOut timeout ->
                switch (timeout.phase()) {
                    case CONNECT, FIRST_BYTE, IDLE -> FAILURE;
                    // A body that nobody reads ends at the call's limit, too.
                    case TOTAL, QUEUE -> NEUTRAL;
                };
            case HttpFailure.InvalidRequest invalid -> NEUTRAL;
            case HttpFailure.Forbidden forbidden -> NEUTRAL;
            case HttpFailure.Overloaded overloaded -> NEUTRAL;
            case HttpFailure.RateLimited limited -> NEUTRAL;
            case HttpFailure.CircuitOpen open -> NEUTRAL;
            case HttpFailure.TooLarge tooLarge -> NEUTRAL;
            case HttpFailure.BadRedirect redirect -> NEUTRAL;
            case HttpFailure.BadStatus status -> NEUTRAL;
            case HttpFailure.BadBody body -> NEUTRAL;
            case HttpFailure.NoToken none -> NEUTRAL;
            case HttpFailure.Closed closed -> NEUTRAL;
        };
    }
}
