package dev.catchwater.fairlead;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed. Sealed, so that one switch can map it to a status, a metric tag or a decision to retry, and the
 * compiler finds the forgotten case. Messages never hold header values, queries, user information or bodies.
 */
public sealed interface HttpFailure {
    /** One sentence for a log or a person. */
    String message();

    default HttpException asException() {
        return new HttpException(this, null);
    }

    default HttpException asException(@Nullable Throwable cause) {
        return new HttpException(this, cause);
    }

    /** The request could not be built: a bad URI, header or method. Nothing was sent. */
    record InvalidRequest(String message) implements HttpFailure {}

    /** The address guard refused the host: it points into a private or reserved range. Nothing was sent. */
    record Forbidden(String host, String address) implements HttpFailure {
        @Override
        public String message() {
            return "the address " + address + " of " + host + " is not a public one";
        }
    }

    /** The name could not be resolved. */
    record UnknownHost(String host) implements HttpFailure {
        @Override
        public String message() {
            return "the host " + host + " has no address";
        }
    }

    /** No connection came about: refused, unreachable, or the TLS handshake failed. Nothing was sent. */
    record Refused(String origin, String reason) implements HttpFailure {
        @Override
        public String message() {
            return "no connection to " + origin + ": " + reason;
        }
    }

    /** The peer's certificate was not accepted, or ours not by the peer. Nothing was sent that it has acted on. */
    record Untrusted(String origin, Distrust reason) implements HttpFailure {
        @Override
        public String message() {
            return "no trust between us and " + origin + ": " + reason.words;
        }
    }

    /** A limit on time ran out. */
    record TimedOut(Phase phase, Duration limit) implements HttpFailure {
        @Override
        public String message() {
            return phase.words + " took longer than " + limit.toMillis() + " ms";
        }
    }

    /**
     * The client's own queue was full. Nothing was sent.
     *
     * @param limit what it was full at, in the bound's unit
     */
    record Overloaded(Bound bound, long limit) implements HttpFailure {
        /** A queue that was full of calls. */
        public Overloaded(int calls) {
            this(Bound.CALLS, calls);
        }

        @Override
        public String message() {
            return "more than " + limit + " " + bound.words;
        }

        /** What was too much. */
        public enum Bound {
            /** Calls that wait. */
            CALLS("calls were already waiting"),
            /** Bytes of request bodies or messages that wait. */
            BYTES("bytes to send would be waiting"),
            /** Origins and keys whose rates are counted. */
            RATE_BUCKETS("origins and keys have rates to count");

            private final String words;

            Bound(String words) {
                this.words = words;
            }
        }
    }

    /**
     * The rate limit leaves no room before the call's time is up, so it was not kept waiting. Nothing was sent.
     *
     * @param scope what is limited, without secrets
     * @param delay how long it would have waited, at least
     */
    record RateLimited(String scope, Duration delay) implements HttpFailure {
        @Override
        public String message() {
            return "the rate limit of " + scope + " has no room for " + delay.toMillis()
                    + " ms, longer than the call may wait";
        }
    }

    /**
     * The origin has failed too often to be asked just now. Nothing was sent.
     *
     * @param retryAt when it may be worth asking again
     */
    record CircuitOpen(String origin, Instant retryAt) implements HttpFailure {
        @Override
        public String message() {
            return origin + " has failed too often and is not asked again before " + retryAt;
        }
    }

    /**
     * The connection broke after the request had begun. Whether the peer acted on it is unknown.
     *
     * @param stale whether it was a kept one on which nothing was answered since it lay idle: most likely the peer closed
     *     it as the request was on its way (RFC 9112 §9.3.1); or whether the peer refused the stream, or went away without
     *     looking at it (RFC 9113 §8.7)
     */
    record Disconnected(String origin, String reason, boolean stale) implements HttpFailure {
        public Disconnected(String origin, String reason) {
            this(origin, reason, false);
        }

        @Override
        public String message() {
            return "the connection to " + origin + " broke: " + reason;
        }
    }

    /** The peer did not speak HTTP as it should. */
    record Malformed(String origin, String reason) implements HttpFailure {
        @Override
        public String message() {
            return origin + " sent something that is not HTTP: " + reason;
        }
    }

    /** A body was larger than allowed, or grew too much on decompression. */
    record TooLarge(String what, long limitBytes) implements HttpFailure {
        @Override
        public String message() {
            return what + " is larger than " + limitBytes + " bytes";
        }
    }

    /** More redirects than allowed, or one that must not be followed. */
    record BadRedirect(String reason) implements HttpFailure {
        @Override
        public String message() {
            return "a redirect was not followed: " + reason;
        }
    }

    /**
     * A status that the caller did not want.
     *
     * @param status the status code
     * @param headers the response's headers, for Retry-After and the like
     */
    record BadStatus(int status, Headers headers) implements HttpFailure {
        @Override
        public String message() {
            return "the answer had status " + status;
        }
    }

    /** The body could not be decoded: not JSON, the wrong shape, a broken compression. */
    record BadBody(String reason) implements HttpFailure {
        @Override
        public String message() {
            return "the body could not be read: " + reason;
        }
    }

    /** The authorization server at that origin gave no token to send the request with. */
    record NoToken(String origin, TokenError error) implements HttpFailure {
        @Override
        public String message() {
            return "no token from " + origin + ": " + error.words;
        }
    }

    /** The client was closed. */
    record Closed() implements HttpFailure {
        @Override
        public String message() {
            return "the client is closed";
        }
    }

    /** Why there is no token (RFC 6749 §5.2). */
    enum TokenError {
        INVALID_CLIENT("it does not accept the client's id or secret"),
        INVALID_GRANT("it does not accept the refresh token any more"),
        INVALID_SCOPE("it does not know or give the scopes"),
        UNAUTHORIZED_CLIENT("the client may not ask in this way"),
        UNSUPPORTED_GRANT("it does not know this way of asking"),
        INVALID_REQUEST("it does not accept the question"),
        MALFORMED("its answer has no bearer token"),
        UNAVAILABLE("it could not be reached or is in trouble");

        private final String words;

        TokenError(String words) {
            this.words = words;
        }

        /** Whether the same question may be answered later. */
        public boolean isTemporary() {
            return this == UNAVAILABLE || this == MALFORMED;
        }
    }

    /** Why a certificate was not accepted. */
    enum Distrust {
        EXPIRED("its certificate has expired"),
        NOT_YET_VALID("its certificate is not valid yet"),
        WRONG_HOST("its certificate is for another host"),
        SELF_SIGNED("its certificate is vouched for by itself alone"),
        UNKNOWN_AUTHORITY("nobody whom we trust vouches for its certificate"),
        WEAK("a key or a signature of its certificates is too weak"),
        WRONG_USE("its certificate is not for servers"),
        WRONG_PIN("no key of its certificates is a pinned one"),
        /** Missing, expired, from an unknown authority: the peer does not always say. */
        OURS("it did not accept our certificate, or misses one"),
        INVALID("its certificate is not valid");

        private final String words;

        Distrust(String words) {
            this.words = words;
        }
    }

    /** What a limit on time was put on. */
    enum Phase {
        /** The whole call, to the end of its body. */
        TOTAL("the call"),
        /** Waiting for a place among the calls in flight. */
        QUEUE("waiting for a place"),
        /** Opening the connection. */
        CONNECT("connecting"),
        /** From the sent request to the first byte of the answer. */
        FIRST_BYTE("the wait for an answer"),
        /** Silence in the middle of a body. */
        IDLE("a pause in the body");

        private final String words;

        Phase(String words) {
            this.words = words;
        }
    }

    /** The failure that an exception stands for; anything unknown is a bug of ours and is thrown on as it is. */
    static @Nullable HttpFailure of(Throwable thrown) {
        return thrown instanceof HttpException http ? http.failure() : null;
    }
}
