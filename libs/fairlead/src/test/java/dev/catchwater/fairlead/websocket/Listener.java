package dev.catchwater.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads a session on the test's thread, as far as it asks for. */
final class Listener implements MultiSubscriber<WebSocketSignal> {
    final BlockingQueue<WebSocketSignal> signals = new LinkedBlockingQueue<>();
    /** Completes with the session, exceptionally if that failed. */
    final CompletableFuture<Void> end = new CompletableFuture<>();

    private final long demand;
    private volatile Flow.Subscription subscription;

    Listener(long demand) {
        this.demand = demand;
    }

    /** Reads everything. */
    static Listener to(WebSocketSession session) {
        return to(session, Long.MAX_VALUE);
    }

    static Listener to(WebSocketSession session, long demand) {
        Listener listener = new Listener(demand);
        session.signals().subscribe().withSubscriber(listener);
        return listener;
    }

    void request(long n) {
        subscription.request(n);
    }

    void cancel() {
        subscription.cancel();
    }

    <T extends WebSocketSignal> T next(Class<T> type) throws InterruptedException {
        WebSocketSignal signal = signals.poll(Answers.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(signal).as("the next signal, end %s", end).isInstanceOf(type);
        return type.cast(signal);
    }

    String text() throws InterruptedException {
        return next(WebSocketMessage.Text.class).text();
    }

    /** Reads the signals of a connection that comes up. */
    WebSocketSignal.Resubscribed connected() throws InterruptedException {
        next(WebSocketSignal.Connected.class);
        return next(WebSocketSignal.Resubscribed.class);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (demand > 0) {
            given.request(demand);
        }
    }

    @Override
    public void onItem(WebSocketSignal signal) {
        signals.add(signal);
    }

    @Override
    public void onFailure(Throwable thrown) {
        end.completeExceptionally(thrown);
    }

    @Override
    public void onCompletion() {
        end.complete(null);
    }
}
