package dev.catchwater.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The listeners of one event loop, touched on that loop only: an event costs one task a loop, not one a listener. */
final class Shard<E> {
    private final Vertx vertx;
    private final Context loop;
    private final BiConsumer<Shard<E>, LiveSignal.Reason> left;
    private final Set<Listener<E>> listeners = new LinkedHashSet<>();
    private final long timer;
    private @Nullable String position;

    /** Begins a shard; {@code left} is told whenever a listener is gone, on the loop. */
    Shard(
            Vertx vertx,
            Context loop,
            Knobs<E> knobs,
            @Nullable String position,
            BiConsumer<Shard<E>, LiveSignal.Reason> left) {
        this.vertx = vertx;
        this.loop = loop;
        this.position = position;
        this.left = left;
        this.timer = vertx.setPeriodic(knobs.heartbeat().toMillis(), id -> run(this::heartbeat));
    }

    Context loop() {
        return loop;
    }

    /** The last event that the listeners of this loop have been offered. */
    @Nullable
    String position() {
        return position;
    }

    void run(Runnable task) {
        loop.runOnContext(v -> task.run());
    }

    void add(Listener<E> listener) {
        listeners.add(listener);
    }

    void remove(Listener<E> listener, LiveSignal.Reason reason) {
        if (listeners.remove(listener)) {
            left.accept(this, reason);
        }
    }

    void deliver(LiveEvent<E> event, Entry.Frame frame) {
        position = event.id();
        // A copy, because a listener whose connection breaks under a write leaves at once.
        for (var listener : new ArrayList<>(listeners)) {
            listener.deliver(event, frame);
        }
    }

    void close() {
        vertx.cancelTimer(timer);
        for (var listener : new ArrayList<>(listeners)) {
            listener.cut(LiveSignal.Reason.CLOSED);
        }
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void heartbeat() {
        for (var listener : new ArrayList<>(listeners)) {
            listener.heartbeat();
        }
    }
}
