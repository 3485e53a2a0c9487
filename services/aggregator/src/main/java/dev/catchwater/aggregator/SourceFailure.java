package dev.catchwater.aggregator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a source could not be read. One switch maps it to a status and a sentence for people, one to a metric's tag;
 * messages never contain tokens, queries or content.
 */
public sealed interface SourceFailure {

    /** One sentence, for a person who wants to know what to change. */
    String message();

    /** The address is none that we can ask: not http(s), or none of this platform's. */
    record BadAddress(String message) implements SourceFailure {}

    /** The address leads into a private network. */
    record Forbidden(String message) implements SourceFailure {}

    /** No connection, no such host, broken connection, broken certificate. */
    record Unreachable(String message) implements SourceFailure {}

    /** It took too long. */
    record TimedOut(String message) implements SourceFailure {}

    /** It wants us to come back later. */
    record Limited(@Nullable Duration retryAfter) implements SourceFailure {
        @Override
        public String message() {
            return "It asks us to come back later"
                    + (retryAfter == null ? "." : " (in " + retryAfter.toSeconds() + " s).");
        }
    }

    /** It does not let us in without a token, or with the one configured. */
    record Unauthorized(int status) implements SourceFailure {
        @Override
        public String message() {
            return "It does not let us in (status " + status + "); a token for it may be needed.";
        }
    }

    /** Any other unwanted status. */
    record BadStatus(int status) implements SourceFailure {
        @Override
        public String message() {
            return "It answered with status " + status + ".";
        }
    }

    /** It says that it is gone for good (410). */
    record Gone() implements SourceFailure {
        @Override
        public String message() {
            return "It says that it is gone for good.";
        }
    }

    /** More than we are willing to read. */
    record TooLarge(String message) implements SourceFailure {}

    /** It answered, but with something else. */
    record NotASource(String message) implements SourceFailure {}

    /** It looks like the right thing, but is broken. */
    record Malformed(String message) implements SourceFailure {}

    /** It tries what an honest document does not: external entities, entity bombs. */
    record Hostile(String message) implements SourceFailure {}

    /** Our own client has no room just now. */
    record Busy() implements SourceFailure {
        @Override
        public String message() {
            return "Too many other sources are being asked just now.";
        }
    }

    /** The failure as a metric tag: few values, all known beforehand. */
    default String tag() {
        return switch (this) {
            case BadAddress f -> "bad_address";
            case Forbidden f -> "forbidden";
            case Unreachable f -> "unreachable";
            case TimedOut f -> "timed_out";
            case Limited f -> "limited";
            case Unauthorized f -> "unauthorized";
            case BadStatus f -> "bad_status";
            case Gone f -> "gone";
            case TooLarge f -> "too_large";
            case NotASource f -> "not_a_source";
            case Malformed f -> "malformed";
            case Hostile f -> "hostile";
            case Busy f -> "busy";
        };
    }

    /** As an exception, for a {@code Uni}. */
    default SourceException asException() {
        return new SourceException(this);
    }
}
