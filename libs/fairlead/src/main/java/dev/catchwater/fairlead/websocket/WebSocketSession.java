package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * A WebSocket that is kept. Its methods may be called from any thread; its signals come on one event loop.
 *
 * <p>It ends when its reader cancels, when {@link #close} has been answered, or with an {@link HttpException} when
 * connecting again cannot help: a 4xx other than 408 and 429, a forbidden address, a closed client.
 */
public final class WebSocketSession {
    private final Executor loop;
    private final Link link;
    private final AtomicBoolean taken = new AtomicBoolean();

    WebSocketSession(
            Next client,
            Uni<Request> request,
            WebSocketPolicy policy,
            Timers timers,
            RandomGenerator random,
            Executor loop) {
        this.loop = loop;
        this.link = new Link(client, request, policy, timers, random, loop);
    }

    /** Messages, and between them what happens to the connection. One reader; its demand reaches the socket. */
    public Multi<WebSocketSignal> signals() {
        return new AbstractMulti<>() {
            @Override
            public void subscribe(MultiSubscriber<? super WebSocketSignal> subscriber) {
                if (taken.compareAndSet(false, true)) {
                    subscriber.onSubscribe(new Reading());
                    loop.execute(() -> link.begin(subscriber));
                } else {
                    Subscriptions.fail(subscriber, new IllegalStateException("a session has one reader"));
                }
            }
        };
    }

    /**
     * Sends a message now: completes when the connection has room for more, and fails with {@code Disconnected} if
     * there is no connection or it breaks meanwhile, with {@code Overloaded} if too much waits already. Nothing is kept
     * for a later connection.
     */
    public Uni<Void> send(WebSocketMessage message) {
        return Uni.createFrom()
                .emitter(emitter -> loop.execute(() -> link.send(message).whenComplete((done, thrown) -> {
                    if (thrown == null) {
                        emitter.complete(null);
                    } else {
                        emitter.fail(thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown);
                    }
                })));
    }

    public Uni<Void> send(String text) {
        return send(new WebSocketMessage.Text(text));
    }

    /** Sends each of these when the connection has room for it, and asks for the next one then. */
    public Uni<Void> sendAll(Multi<? extends WebSocketMessage> messages) {
        return messages.onItem()
                .transformToUniAndConcatenate(this::send)
                .onItem()
                .ignoreAsUni();
    }

    /** Keeps a subscription: sent now and on every later connection. One whose id is live already is left as it is. */
    public void subscribe(Subscription subscription) {
        loop.execute(() -> link.subscriptions().add(subscription));
    }

    /** Ends a subscription, with its message if it was sent on this connection and has one. */
    public void unsubscribe(String id) {
        loop.execute(() -> link.subscriptions().remove(id));
    }

    /** Leaves this connection and makes another at once, as after a peer's notice that it is going to close. */
    public void reconnect() {
        loop.execute(link::reconnect);
    }

    /**
     * Ends the session with a closing handshake (RFC 6455 §7.1.2), bounded in time; messages that come before the
     * peer's answer are still delivered. Completes when the connection is gone, and whether or not the peer answered.
     *
     * @param code 1000, 1001, or one from 3000 to 4999
     * @param reason at most 123 bytes; the rest is cut off
     */
    public Uni<Void> close(int code, String reason) {
        if (!CloseCode.isSendable(code)) {
            throw new IllegalArgumentException("no close code to send: " + code);
        }
        return Uni.createFrom()
                .emitter(emitter -> loop.execute(() -> link.close(code, reason, () -> emitter.complete(null))));
    }

    public Uni<Void> close() {
        return close(CloseCode.NORMAL, "");
    }

    private final class Reading implements Flow.Subscription {
        @Override
        public void request(long n) {
            loop.execute(() -> {
                if (n > 0) {
                    link.asked(n);
                } else {
                    link.end(new HttpFailure.InvalidRequest("a reader must ask for at least one signal").asException());
                }
            });
        }

        @Override
        public void cancel() {
            loop.execute(link::cancel);
        }
    }
}
