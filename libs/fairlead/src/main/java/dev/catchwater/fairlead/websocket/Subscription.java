package dev.catchwater.fairlead.websocket;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a session keeps subscribed to: sent on every connection for as long as it is live.
 *
 * @param id names it within the session
 * @param subscribe gives the message that subscribes, anew for each connection, so that it may carry a fresh token
 * @param unsubscribe the message that ends it, where the peer wants one
 * @param acknowledged recognises the peer's yes; without it, sending is taken for one
 * @param refused recognises the peer's no
 */
public record Subscription(
        String id,
        Supplier<Uni<WebSocketMessage>> subscribe,
        Optional<WebSocketMessage> unsubscribe,
        Optional<Predicate<WebSocketMessage>> acknowledged,
        Optional<Predicate<WebSocketMessage>> refused) {

    /** A subscription by a text that is always the same. */
    public static Subscription of(String id, String subscribe) {
        WebSocketMessage message = new WebSocketMessage.Text(subscribe);
        return of(id, () -> Uni.createFrom().item(message));
    }

    /**
     * A subscription whose message is made for each connection. If it fails, the connection is given up;
     * if it takes longer than {@link WebSocketPolicy#acknowledgement}, it is left out on that connection.
     */
    public static Subscription of(String id, Supplier<Uni<WebSocketMessage>> subscribe) {
        return new Subscription(id, subscribe, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Subscription withUnsubscribe(String text) {
        return new Subscription(id, subscribe, Optional.of(new WebSocketMessage.Text(text)), acknowledged, refused);
    }

    public Subscription withAcknowledgement(Predicate<WebSocketMessage> recognises) {
        return new Subscription(id, subscribe, unsubscribe, Optional.of(recognises), refused);
    }

    public Subscription withRefusal(Predicate<WebSocketMessage> recognises) {
        return new Subscription(id, subscribe, unsubscribe, acknowledged, Optional.of(recognises));
    }

    /** Its id only: the messages may carry tokens. */
    @Override
    public String toString() {
        return id;
    }
}
