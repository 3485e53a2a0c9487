package dev.catchwater.weather;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider told us nothing. One switch maps it to a sentence for people, one to a metric's tag; messages never contain
 * keys, queries or content.
 */
public sealed interface ProviderFailure {

    /** One sentence, for a person who wants to know what to change. */
    String message();

    /** No connection, no such host, broken connection, broken certificate. */
    record Unreachable(String message) implements ProviderFailure {}

    /** It took too long. */
    record TimedOut(String message) implements ProviderFailure {}

    /** Our budget with it is used up, or it says so. */
    record Limited(@Nullable Duration retryAfter) implements ProviderFailure {
        @Override
        public String message() {
            return "It asks us to come back later"
                    + (retryAfter == null ? "." : " (in " + retryAfter.toSeconds() + " s).");
        }
    }

    /** It does not accept our key, token or identification. */
    record Unauthorized(int status) implements ProviderFailure {
        @Override
        public String message() {
            return "It does not let us in (status " + status + "); the key or identification may be wrong.";
        }
    }

    /** It knows nothing about this place. */
    record NotCovered() implements ProviderFailure {
        @Override
        public String message() {
            return "It has nothing about this place.";
        }
    }

    /** Any other unwanted status. */
    record BadStatus(int status, @Nullable String said) implements ProviderFailure {
        @Override
        public String message() {
            return "It answered with status " + status + (said == null ? "." : ": " + said);
        }
    }

    /** It answered what we cannot read; or what an honest document does not contain. */
    record Malformed(String message) implements ProviderFailure {}

    /** It answered, but with what is too old to be true. */
    record Outdated(Duration age) implements ProviderFailure {
        @Override
        public String message() {
            return "What it answers is " + age.toHours() + " h old.";
        }
    }

    /** Our own client has no room just now. */
    record Busy() implements ProviderFailure {
        @Override
        public String message() {
            return "Too many others are being asked just now.";
        }
    }

    /** The failure as a metric tag: few values, all known beforehand. */
    default String tag() {
        return switch (this) {
            case Unreachable f -> "unreachable";
            case TimedOut f -> "timed_out";
            case Limited f -> "limited";
            case Unauthorized f -> "unauthorized";
            case NotCovered f -> "not_covered";
            case BadStatus f -> "bad_status";
            case Malformed f -> "malformed";
            case Outdated f -> "outdated";
            case Busy f -> "busy";
        };
    }

    /** As an exception, for a {@code Uni}. */
    default ProviderException asException() {
        return new ProviderException(this);
    }
}
