package dev.catchwater.fairlead.websocket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * How a session is kept.
 *
 * @param reconnection the pauses between connections
 * @param ping the peer is pinged after this much silence, where silence is not our own for want of a reader
 * @param pong how long it may be silent after that, before it counts as dead
 * @param closing how long a closing handshake may take
 * @param pace the least time between two messages that subscribe or unsubscribe
 * @param acknowledgement how long the peer may take to acknowledge a subscription
 * @param bounds on sizes and buffers
 * @param deflate whether permessage-deflate (RFC 7692) is offered, for both directions
 * @param compressFrom bytes from which a message is compressed, where that was agreed; over a mebibyte none is
 * @param subprotocols what is offered (RFC 6455 §1.9), best first
 * @param finalCodes close codes of the peer's after which no connection is made again; the session fails then
 * @param gate what is to be said on each connection before subscriptions are sent
 */
public record WebSocketPolicy(
        Reconnection reconnection,
        Duration ping,
        Duration pong,
        Duration closing,
        Duration pace,
        Duration acknowledgement,
        WebSocketBounds bounds,
        boolean deflate,
        int compressFrom,
        List<String> subprotocols,
        IntPredicate finalCodes,
        Optional<Gate> gate) {
    /** Ping after 15 s, dead 10 s later, 5 s to close, no pace, 10 s to acknowledge, deflate from 1 KiB, no final code, no gate. */
    public static final WebSocketPolicy DEFAULT = new WebSocketPolicy(
            Reconnection.DEFAULT,
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofSeconds(10),
            WebSocketBounds.DEFAULT,
            true,
            1_024,
            List.of(),
            code -> false,
            Optional.empty());

    /**
     * Pauses between connections: uniformly random up to {@code first}, doubled for each failure in a row, up to
     * {@code max} (full jitter).
     *
     * @param first the longest pause after the first failure
     * @param max no pause is longer, but where the peer's Retry-After asks for it
     * @param steady a connection that lasted this long ends the row of failures
     */
    public record Reconnection(Duration first, Duration max, Duration steady) {
        /** 1 s, 60 s, 10 s. */
        public static final Reconnection DEFAULT =
                new Reconnection(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    public WebSocketPolicy {
        subprotocols = List.copyOf(subprotocols);
    }

    public WebSocketPolicy withReconnection(Reconnection other) {
        return new WebSocketPolicy(
                other,
                ping,
                pong,
                closing,
                pace,
                acknowledgement,
                bounds,
                deflate,
                compressFrom,
                subprotocols,
                finalCodes,
                gate);
    }

    public WebSocketPolicy withHeartbeat(Duration pingAfter, Duration pongWithin) {
        return new WebSocketPolicy(
                reconnection,
                pingAfter,
                pongWithin,
                closing,
                pace,
                acknowledgement,
                bounds,
                deflate,
                compressFrom,
                subprotocols,
                finalCodes,
                gate);
    }

    public WebSocketPolicy withPace(Duration least) {
        return new WebSocketPolicy(
                reconnection,
                ping,
                pong,
                closing,
                least,
                acknowledgement,
                bounds,
                deflate,
                compressFrom,
                subprotocols,
                finalCodes,
                gate);
    }

    public WebSocketPolicy withBounds(WebSocketBounds others) {
        return new WebSocketPolicy(
                reconnection,
                ping,
                pong,
                closing,
                pace,
                acknowledgement,
                others,
                deflate,
                compressFrom,
                subprotocols,
                finalCodes,
                gate);
    }

    public WebSocketPolicy withDeflate(boolean offered) {
        return new WebSocketPolicy(
                reconnection,
                ping,
                pong,
                closing,
                pace,
                acknowledgement,
                bounds,
                offered,
                compressFrom,
                subprotocols,
                finalCodes,
                gate);
    }

    public WebSocketPolicy withCompressFrom(int bytes) {
        return new WebSocketPolicy(
                reconnection,
                ping,
                pong,
                closing,
                pace,
                acknowledgement,
                bounds,
                deflate,
                bytes,
                subprotocols,
                finalCodes,
                gate);
    }

    public WebSocketPolicy withSubprotocols(String... offered) {
        return new WebSocketPolicy(
                reconnection,
                ping,
                pong,
                closing,
                pace,
                acknowledgement,
                bounds,
                deflate,
                compressFrom,
                List.of(offered),
                finalCodes,
                gate);
    }

    /** For instance {@code code -> code == 1008 || code >= 4_000}. */
    public WebSocketPolicy withFinalCodes(IntPredicate codes) {
        return new WebSocketPolicy(
                reconnection,
                ping,
                pong,
                closing,
                pace,
                acknowledgement,
                bounds,
                deflate,
                compressFrom,
                subprotocols,
                codes,
                gate);
    }

    public WebSocketPolicy withGate(Gate exchange) {
        return new WebSocketPolicy(
                reconnection,
                ping,
                pong,
                closing,
                pace,
                acknowledgement,
                bounds,
                deflate,
                compressFrom,
                subprotocols,
                finalCodes,
                Optional.of(exchange));
    }
}
