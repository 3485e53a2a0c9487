package dev.catchwater.fairlead.websocket;

import java.time.Duration;
import java.util.List;

/**
 * What a session tells its reader. On each connection: {@link Connected}, then {@link Resubscribed}, then messages and
 * what becomes of subscriptions, then {@link Disconnected}. What comes before the last subscription is sent waits behind
 * {@code Resubscribed} as far as {@link WebSocketBounds} lets it; if more comes, all of it is told at once, and
 * {@code Resubscribed} when it is due.
 */
public sealed interface WebSocketSignal
        permits WebSocketMessage,
                WebSocketSignal.Connected,
                WebSocketSignal.Resubscribed,
                WebSocketSignal.Acknowledged,
                WebSocketSignal.Refused,
                WebSocketSignal.Unacknowledged,
                WebSocketSignal.Disconnected,
                WebSocketSignal.Closed {
    /**
     * A connection stands.
     *
     * @param connection 1 for the first, counting up
     * @param subprotocol what the peer chose of those offered, or the empty string
     */
    record Connected(long connection, String subprotocol) implements WebSocketSignal {}

    /**
     * Every live subscription whose message was made in time has been sent on this connection. What was missed meanwhile
     * is to be fetched now.
     *
     * @param connection the number of the connection
     * @param ids the subscriptions, in the order of their sending; empty if there are none
     */
    record Resubscribed(long connection, List<String> ids) implements WebSocketSignal {}

    /** The peer took a subscription; {@code message} is how it said so, and comes in no other way. */
    record Acknowledged(String id, WebSocketMessage message) implements WebSocketSignal {}

    /** The peer refused a subscription, which is live no longer; {@code message} is how it said so. */
    record Refused(String id, WebSocketMessage message) implements WebSocketSignal {}

    /**
     * The peer did not acknowledge a subscription in time; or the message that subscribes was not made in time, and was not
     * sent on this connection. It stays live, and is sent on the next one; who unsubscribes and subscribes again has it
     * sent on this one.
     */
    record Unacknowledged(String id) implements WebSocketSignal {}

    /**
     * The connection is gone, or none came about, and one will be made again.
     *
     * @param code the peer's close code (RFC 6455 §7.4); 1005 if its close frame had none, 1006 if it sent none
     * @param said what the peer gave as its reason, at most 123 bytes of its choice: not printed
     * @param reason ours, one sentence
     * @param retryIn how long until the next try
     */
    record Disconnected(int code, String said, String reason, Duration retryIn) implements WebSocketSignal {
        @Override
        public String toString() {
            return "Disconnected[code=" + code + ", reason=" + reason + ", retryIn=" + retryIn + "]";
        }
    }

    /**
     * The peer closed the connection for good, by a code that the policy calls final; the session fails next.
     *
     * @param code the peer's close code
     * @param said what the peer gave as its reason, at most 123 bytes of its choice: not printed
     */
    record Closed(int code, String said) implements WebSocketSignal {
        @Override
        public String toString() {
            return "Closed[code=" + code + "]";
        }
    }
}
