package dev.catchwater.live;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One open stream. All of it happens on the event loop of its connection, so nothing here is locked. */
final class Listener<E> {
    private static final int PATIENCE = 2;

    private final HttpServerResponse response;
    private final Shard<E> shard;
    private final Knobs<E> knobs;
    private final Predicate<E> filter;
    private final Outbox outbox;
    private @Nullable CatchUp<E> catchUp;
    private @Nullable String last;
    private int full;
    private Runnable whenLeft = () -> {};
    private boolean closed;

    Listener(HttpServerResponse response, Shard<E> shard, Knobs<E> knobs, Predicate<E> filter) {
        this.response = response;
        this.shard = shard;
        this.knobs = knobs;
        this.filter = filter;
        this.outbox = new Outbox(knobs.queue());
    }

    /** Begins. The replay is asked for on the given context: the request's own, which a store may want. */
    void open(@Nullable String lastEventId, Context context) {
        response.closeHandler(v -> leave(LiveSignal.Reason.GONE));
        response.exceptionHandler(e -> leave(LiveSignal.Reason.GONE));
        response.drainHandler(v -> drained());
        last = lastEventId != null ? lastEventId : shard.position();
        response.write(Frames.start(knobs.retry(), last));
        if (lastEventId != null) {
            catchUp = new CatchUp<>(this, knobs, context);
            catchUp.ask(lastEventId);
        }
    }

    /** A live event. While the past is still being told it waits. */
    void deliver(LiveEvent<E> event, Entry.Frame frame) {
        if (closed || !follows(event.id()) || !wants(event)) {
            return;
        }
        if (!outbox.add(frame)) {
            if (catchUp == null) {
                knobs.signals().accept(new LiveSignal.Coalesced(event.id()));
            } else {
                catchUp.missed();
            }
        }
        flush();
    }

    /** An event of the past. Says whether more is welcome now. */
    boolean replayed(LiveEvent<E> event) {
        if (follows(event.id())) {
            last = event.id();
            if (wants(event)) {
                write(Frames.event(event.id(), event.type(), knobs.encoder().apply(event.body())));
            }
        }
        return !response.writeQueueFull();
    }

    /** The past is told in full. What waited and was part of it is left out in {@link #flush}. */
    void caughtUp() {
        catchUp = null;
        flush();
    }

    /** The past cannot be told: the listener is to start afresh from what the hub has published by now. */
    void reset(String from) {
        knobs.signals().accept(new LiveSignal.Reset(from));
        catchUp = null;
        outbox.clear();
        last = shard.position();
        write(Frames.reset(last));
        flush();
    }

    void forgetWaiting() {
        outbox.clear();
    }

    void heartbeat() {
        if (response.writeQueueFull()) {
            if (++full >= PATIENCE) {
                cut(LiveSignal.Reason.STALLED);
            }
            return;
        }
        if (catchUp != null && catchUp.idle() >= PATIENCE) {
            cut(LiveSignal.Reason.REPLAY_FAILED);
            return;
        }
        write(Frames.HEARTBEAT);
    }

    /** Ends the stream from our side; the other side may come back. */
    void cut(LiveSignal.Reason reason) {
        if (!closed) {
            leave(reason);
            if (reason == LiveSignal.Reason.CLOSED || reason == LiveSignal.Reason.UNAUTHORIZED) {
                response.end();
            } else {
                response.reset();
            }
        }
    }

    /** Its key or session has ended: it is told so, and gets nothing more. */
    void unauthorized() {
        write(Frames.UNAUTHORIZED);
        cut(LiveSignal.Reason.UNAUTHORIZED);
    }

    /** What to do once when it has left; at once if it has. */
    void whenLeft(Runnable task) {
        if (closed) {
            task.run();
        } else {
            whenLeft = task;
        }
    }

    private void leave(LiveSignal.Reason reason) {
        if (closed) {
            return;
        }
        closed = true;
        outbox.clear();
        if (catchUp != null) {
            catchUp.cancel();
        }
        shard.remove(this, reason);
        whenLeft.run();
    }

    private void drained() {
        full = 0;
        if (catchUp != null) {
            catchUp.more();
        }
        flush();
    }

    private void flush() {
        if (catchUp != null) {
            return;
        }
        while (!closed && !outbox.isEmpty() && !response.writeQueueFull()) {
            var entry = outbox.poll();
            if (entry != null && follows(entry.id())) {
                last = entry.id();
                write(entry.bytes());
            }
        }
    }

    // A filter that fails is its listener's trouble, not that of those behind it.
    private boolean wants(LiveEvent<E> event) {
        try {
            return filter.test(event.body());
        } catch (RuntimeException e) {
            cut(LiveSignal.Reason.FILTER_FAILED);
            return false;
        }
    }

    private boolean follows(String id) {
        return last == null || knobs.order().compare(id, last) > 0;
    }

    private void write(Buffer bytes) {
        if (!closed) {
            response.write(bytes);
        }
    }
}
