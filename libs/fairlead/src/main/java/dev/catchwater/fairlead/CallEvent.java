package dev.catchwater.fairlead;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that happened in the life of a call. Stages say what happened and count nothing; {@code observe} makes
 * meters and log lines of it. Events of one call come in order, on its event loop; only the end of a body that another
 * thread cancels comes on that thread.
 */
public sealed interface CallEvent {
    /** The call's number, unique in its client. */
    long call();

    /** A call was begun. */
    record Began(long call, Request request) implements CallEvent {}

    /** An attempt has to wait: for a place among the calls in flight, for its rate, or both. */
    record Queued(long call) implements CallEvent {}

    /**
     * An attempt got its place among the calls in flight, and with it what it costs of its rate.
     *
     * @param waited how long it stood in the queue
     */
    record Admitted(long call, Duration waited) implements CallEvent {}

    /** An attempt was shed: the queue was full, it waited for too long or would have, or its origin's circuit is open. */
    record TurnedAway(long call, HttpFailure failure) implements CallEvent {}

    /**
     * What an answer said of its rate limit stopped its scope.
     *
     * @param scope what stands still, without secrets
     * @param pause for how long
     */
    record Paused(long call, String scope, Duration pause) implements CallEvent {}

    /**
     * The number of calls that may be in flight was adapted.
     *
     * @param call the call whose latency led to it
     */
    record LimitChanged(long call, int limit) implements CallEvent {}

    /**
     * An attempt begins.
     *
     * @param attempt which, from 1; counted anew after a redirect
     * @param resends how often the call was sent before, {@link CallListener#RESENDS}
     */
    record Attempted(long call, int attempt, int resends) implements CallEvent {}

    /**
     * An attempt that had its place and its endpoint ended, its body included. Told only where the client traces or
     * watches patterns.
     *
     * @param request what was to be sent, after redirects
     * @param status 0 if there was no answer
     * @param outcome of the attempt; one that the call's deadline cut off has failed
     * @param head how long until the head of the answer, or until the end where none came
     * @param took how long until the end
     */
    record Exchanged(long call, Request request, int status, Outcome outcome, Duration head, Duration took)
            implements CallEvent {}

    /**
     * An attempt failed and another will follow.
     *
     * @param attempt the attempt that failed, from 1
     * @param reason the status, or the failure's name
     * @param delay how long until the next
     */
    record Retrying(long call, int attempt, String reason, Duration delay) implements CallEvent {}

    /**
     * An attempt failed and another would have followed, had the client not spent its budget for retries.
     *
     * @param attempt the attempt that failed, from 1
     * @param reason the status, or the failure's name
     */
    record RetryDenied(long call, int attempt, String reason) implements CallEvent {}

    /**
     * What became of a call, or its arrival, changed the circuit of an origin. Comes under the circuit's lock, so that
     * changes of one origin come in order.
     *
     * @param origin whose circuit; a call may also make room by giving up that of another
     */
    record CircuitChanged(long call, String origin, CircuitState from, CircuitState to) implements CallEvent {}

    /**
     * An endpoint of an origin came, went, was ejected, or is asked again. Comes under its pool's lock, so that changes
     * of one origin come in order.
     *
     * @param call the call that led to it; 0: none did, but a health check or the source of the endpoints
     * @param endpoint its address and port
     * @param reason in a few words, without secrets
     * @param available how many endpoints of the origin are available now
     * @param known how many there are
     */
    record EndpointChanged(
            long call, String origin, String endpoint, EndpointState to, String reason, int available, int known)
            implements CallEvent {}

    /**
     * A client's certificates were looked at again because their files changed.
     *
     * @param call 0: no call led to it
     * @param failure why they could not be used, and all stays as it was; empty: connections are made with them
     */
    record TlsReloaded(long call, Optional<String> failure) implements CallEvent {}

    /** A redirect is followed. */
    record Redirected(long call, int status, URI to) implements CallEvent {
        /** Without path and query, which may hold secrets. */
        @Override
        public String toString() {
            return "Redirected[call=" + call + ", status=" + status + ", to=" + Request.originOf(to) + "]";
        }
    }

    /**
     * The answer, or its content, came from the client's cache.
     *
     * @param how {@code fresh}; {@code stale}: as it was, while it is refreshed or because the client accepts that;
     *     {@code validated}: after the origin confirmed it; {@code stand-in}: the origin failed
     */
    record Cached(long call, String how) implements CallEvent {}

    /**
     * An authorization server was asked for a token; by this call, though others may wait for it too.
     *
     * @param failure empty if it gave one
     */
    record TokenAsked(long call, Optional<HttpFailure> failure) implements CallEvent {}

    /**
     * The head of the answer came.
     *
     * @param after how long since the call began
     */
    record Answered(long call, int status, Duration after) implements CallEvent {}

    /**
     * The call ended, its body included. Exactly once for each {@link Began}.
     *
     * @param status the last status, 0 if there was no answer
     * @param took how long since it began
     */
    record Ended(long call, Request request, int status, Outcome outcome, Duration took) implements CallEvent {}
}
