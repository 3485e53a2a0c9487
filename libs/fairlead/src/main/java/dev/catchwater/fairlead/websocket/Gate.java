package dev.catchwater.fairlead.websocket;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is to be said on each connection before subscriptions are sent: a login, a signed challenge. Its messages reach
 * the reader like any other.
 *
 * @param hello what we begin with, made anew for each connection; empty where the peer begins
 * @param reply what a message of the peer's means; must not block
 * @param within a gate that is not open by then is a lost connection
 */
public record Gate(
        Supplier<Uni<Optional<WebSocketMessage>>> hello, Function<WebSocketMessage, Reply> reply, Duration within) {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    /** What a message means while the gate is closed. */
    public sealed interface Reply {
        /** Nothing. */
        record Unrelated() implements Reply {}

        /** That it wants this answer. */
        record Say(Uni<WebSocketMessage> message) implements Reply {}

        /** That subscriptions may be sent. */
        record Open() implements Reply {}

        /** That it will not have us, now or later: the session ends with {@code Disconnected}. */
        record Refuse() implements Reply {}
    }

    /** A login, and how to tell the peer's yes and no; 10 s. */
    public static Gate login(
            Supplier<Uni<WebSocketMessage>> login,
            Predicate<WebSocketMessage> accepted,
            Predicate<WebSocketMessage> refused) {
        return new Gate(
                () -> login.get().map(Optional::of),
                message -> refused.test(message)
                        ? new Reply.Refuse()
                        : accepted.test(message) ? new Reply.Open() : new Reply.Unrelated(),
                WITHIN);
    }

    /** The peer begins, with a challenge for instance; 10 s. */
    public static Gate afterPeer(Function<WebSocketMessage, Reply> reply) {
        return new Gate(() -> Uni.createFrom().item(Optional.empty()), reply, WITHIN);
    }

    public Gate withWithin(Duration limit) {
        return new Gate(hello, reply, limit);
    }

    /** Nothing of it: its messages carry credentials. */
    @Override
    public String toString() {
        return "Gate[within=" + within + "]";
    }
}
