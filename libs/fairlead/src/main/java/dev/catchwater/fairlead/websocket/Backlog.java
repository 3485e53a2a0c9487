package dev.catchwater.fairlead.websocket;

import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Signals that wait for their reader. Messages that come before the connection's subscriptions are sent wait behind
 * them. Lives on one event loop.
 */
final class Backlog {
    private final WebSocketBounds bounds;
    private final Deque<WebSocketSignal> ready = new ArrayDeque<>();
    private final Deque<WebSocketSignal> early = new ArrayDeque<>();
    private @Nullable MultiSubscriber<? super WebSocketSignal> reader;
    private @Nullable Throwable failure;
    private long demand;
    private long bytes;
    private boolean holding;
    private boolean draining;
    private boolean ended;
    private boolean over;

    Backlog(WebSocketBounds bounds) {
        this.bounds = bounds;
    }

    void readBy(MultiSubscriber<? super WebSocketSignal> subscriber) {
        reader = subscriber;
    }

    boolean hasRoom() {
        return ready.size() + early.size() < bounds.maxWaiting() && bytes < bounds.maxWaitingBytes();
    }

    /** This signal; from here on what comes is held back, until {@link #release}. */
    void hold(WebSocketSignal last) {
        ready.add(last);
        holding = true;
        drain();
    }

    /** Whether what is held back is as much as may wait, so that no reader could make room for more. */
    boolean isFullOfHeld() {
        return early.size() >= bounds.maxWaiting()
                || early.stream().mapToLong(Backlog::weight).sum() >= bounds.maxWaitingBytes();
    }

    /** This signal, then what is still held back. */
    void release(WebSocketSignal first) {
        ready.add(first);
        settle();
    }

    /** All that was held back. */
    void settle() {
        holding = false;
        ready.addAll(early);
        early.clear();
        drain();
    }

    void add(WebSocketSignal signal) {
        if (over || ended) {
            return;
        }
        bytes += weight(signal);
        (holding ? early : ready).add(signal);
        drain();
    }

    void asked(long n) {
        demand = Subscriptions.add(demand, n);
        drain();
    }

    /** Ends the stream once all is delivered; with a failure, if there is one. */
    void end(@Nullable Throwable thrown) {
        ended = true;
        failure = thrown;
        settle();
    }

    /** Nobody reads any more. */
    void drop() {
        over = true;
        ready.clear();
        early.clear();
        bytes = 0;
    }

    boolean isOver() {
        return over;
    }

    private void drain() {
        MultiSubscriber<? super WebSocketSignal> to = reader;
        if (draining || to == null) {
            return;
        }
        draining = true;
        while (!over && demand > 0 && !ready.isEmpty()) {
            WebSocketSignal signal = ready.remove();
            bytes -= weight(signal);
            demand = demand == Long.MAX_VALUE ? demand : demand - 1;
            to.onItem(signal);
        }
        draining = false;
        if (ended && !over && ready.isEmpty()) {
            over = true;
            if (failure == null) {
                to.onCompletion();
            } else {
                to.onFailure(failure);
            }
        }
    }

    private static long weight(WebSocketSignal signal) {
        return switch (signal) {
            case WebSocketMessage.Text text -> text.text().length();
            case WebSocketMessage.Binary binary -> binary.bytes().length();
            case WebSocketSignal.Acknowledged yes -> weight(yes.message());
            case WebSocketSignal.Refused no -> weight(no.message());
            case WebSocketSignal.Connected connected -> 0;
            case WebSocketSignal.Resubscribed resubscribed -> 0;
            case WebSocketSignal.Unacknowledged unacknowledged -> 0;
            case WebSocketSignal.Disconnected disconnected -> 0;
            case WebSocketSignal.Closed closed -> 0;
        };
    }
}
