package dev.catchwater.fairlead.websocket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** How a session is kept, immutable. */
public final class WebSocketPolicy {
    /** Ping after 15 s, dead 10 s later, 5 s to close, no pace, 10 s to acknowledge, deflate from 1 KiB, no final code, no gate. */
    public static final WebSocketPolicy DEFAULT = new WebSocketPolicy(new Knobs());

    /**
     * Pauses between connections: uniformly random up to {@code first}, doubled for each failure in a row, up to
     * {@code max} (full jitter).
     *
     * @param first the longest pause after the first failure
     * @param max no pause is longer, but where the peer's Retry-After asks for it
     * @param steady a connection that lasted this long, from {@link WebSocketSignal.Resubscribed} on, ends the row of
     *     failures
     */
    public record Reconnection(Duration first, Duration max, Duration steady) {
        /** 1 s, 60 s, 10 s. */
        public static final Reconnection DEFAULT =
                new Reconnection(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    private final Knobs knobs;

    private WebSocketPolicy(Knobs knobs) {
        this.knobs = knobs;
    }

    /** The pauses between connections. */
    public Reconnection reconnection() {
        return knobs.reconnection;
    }

    public WebSocketPolicy withReconnection(Reconnection other) {
        return with(changed -> changed.reconnection = other);
    }

    /** The peer is pinged after this much silence, where silence is not our own for want of a reader. */
    public Duration ping() {
        return knobs.ping;
    }

    /** How long the peer may be silent after a ping, before it counts as dead. */
    public Duration pong() {
        return knobs.pong;
    }

    public WebSocketPolicy withHeartbeat(Duration pingAfter, Duration pongWithin) {
        return with(changed -> {
            changed.ping = pingAfter;
            changed.pong = pongWithin;
        });
    }

    /** How long a closing handshake may take. */
    public Duration closing() {
        return knobs.closing;
    }

    /** The least time between two messages that subscribe or unsubscribe. */
    public Duration pace() {
        return knobs.pace;
    }

    public WebSocketPolicy withPace(Duration least) {
        return with(changed -> changed.pace = least);
    }

    /**
     * How long the peer may take to acknowledge a subscription, and its user to make the message that subscribes. One
     * that is not made by then is left out, and the next one's turn comes.
     */
    public Duration acknowledgement() {
        return knobs.acknowledgement;
    }

    public WebSocketPolicy withAcknowledgement(Duration within) {
        return with(changed -> changed.acknowledgement = within);
    }

    /** Bounds on sizes and buffers. */
    public WebSocketBounds bounds() {
        return knobs.bounds;
    }

    public WebSocketPolicy withBounds(WebSocketBounds others) {
        return with(changed -> changed.bounds = others);
    }

    /** Whether permessage-deflate (RFC 7692) is offered, for both directions. */
    public boolean deflate() {
        return knobs.deflate;
    }

    public WebSocketPolicy withDeflate(boolean offered) {
        return with(changed -> changed.deflate = offered);
    }

    /** Bytes from which a message is compressed, where that was agreed; over a mebibyte none is. */
    public int compressFrom() {
        return knobs.compressFrom;
    }

    public WebSocketPolicy withCompressFrom(int bytes) {
        return with(changed -> changed.compressFrom = bytes);
    }

    /** What is offered (RFC 6455 §1.9), best first. */
    public List<String> subprotocols() {
        return knobs.subprotocols;
    }

    public WebSocketPolicy withSubprotocols(String... offered) {
        return with(changed -> changed.subprotocols = List.of(offered));
    }

    /**
     * Close codes of the peer's after which no connection is made again; the session fails then. A connection that broke
     * without one is always made again.
     */
    public IntPredicate finalCodes() {
        return knobs.finalCodes;
    }

    /** For instance {@code code -> code == 1008 || code >= 4_000}. */
    public WebSocketPolicy withFinalCodes(IntPredicate codes) {
        return with(changed -> changed.finalCodes = codes);
    }

    /** What is to be said on each connection before subscriptions are sent. */
    public Optional<Gate> gate() {
        return knobs.gate;
    }

    public WebSocketPolicy withGate(Gate exchange) {
        return with(changed -> changed.gate = Optional.of(exchange));
    }

    private WebSocketPolicy with(Consumer<Knobs> change) {
        Knobs copy = knobs.copy();
        change.accept(copy);
        return new WebSocketPolicy(copy);
    }

    /** Changed only between being copied and being handed to a new policy. */
    private static final class Knobs implements Cloneable {
        private Reconnection reconnection = Reconnection.DEFAULT;
        private Duration ping = Duration.ofSeconds(15);
        private Duration pong = Duration.ofSeconds(10);
        private Duration closing = Duration.ofSeconds(5);
        private Duration pace = Duration.ZERO;
        private Duration acknowledgement = Duration.ofSeconds(10);
        private WebSocketBounds bounds = WebSocketBounds.DEFAULT;
        private boolean deflate = true;
        private int compressFrom = 1_024;
        private List<String> subprotocols = List.of();
        private IntPredicate finalCodes = code -> false;
        private Optional<Gate> gate = Optional.empty();

        Knobs copy() {
            try {
                return (Knobs) clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
