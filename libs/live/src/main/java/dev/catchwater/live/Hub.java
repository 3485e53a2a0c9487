package dev.catchwater.live;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fans events out to listeners. Any thread may publish.
 *
 * <p>The contract with the service: an event is published after the store has it, and in the order of its ids. Then a
 * listener that comes back with its last id misses nothing and gets nothing twice.
 */
public final class Hub<E> implements AutoCloseable {
    private final Vertx vertx;
    private final Knobs<E> knobs;
    private final Map<Context, Shard<E>> shards = new HashMap<>();
    private final Map<Shard<E>, Integer> crowd = new HashMap<>();
    private final AtomicInteger listeners = new AtomicInteger();
    private @Nullable String position;
    private boolean closed;

    Hub(Vertx vertx, Knobs<E> knobs) {
        this.vertx = vertx;
        this.knobs = knobs;
    }

    /** Begins a hub. */
    public static <E> HubBuilder<E> builder(Vertx vertx) {
        return new HubBuilder<>(vertx);
    }

    /**
     * Says where the store stands, before anything is published: a listener that leaves before the first event then
     * comes back to this place. Without effect once something was published.
     */
    public synchronized void startAt(String id) {
        if (position == null && shards.isEmpty()) {
            position = id;
        }
    }

    /**
     * Offers an event to every listener.
     *
     * @return false if its id does not follow the last one's: it is then nobody's, and {@link LiveSignal.OutOfOrder} says
     *     so. An event that comes in twice, such as over a bridge between replicas, ends here.
     */
    public synchronized boolean publish(LiveEvent<E> event) {
        if (position != null && knobs.order().compare(event.id(), position) <= 0) {
            knobs.signals().accept(new LiveSignal.OutOfOrder(event.id(), position));
            return false;
        }
        if (!shards.isEmpty()) {
            var data = knobs.encoder().apply(event.body());
            var frame = new Entry.Frame(event.id(), Frames.event(event.id(), event.type(), data));
            shards.values().forEach(shard -> shard.run(() -> shard.deliver(event, frame)));
        }
        position = event.id();
        knobs.signals().accept(new LiveSignal.Published(event.id(), listeners.get()));
        return true;
    }

    /** The id of the last event published, or what {@link #startAt} said. */
    public synchronized Optional<String> position() {
        return Optional.ofNullable(position);
    }

    public int listeners() {
        return listeners.get();
    }

    /** How many event loops have listeners. */
    synchronized int loops() {
        return shards.size();
    }

    /** Whether an id the listener claims can be one at all. */
    static boolean wellFormed(String id) {
        return LiveEvent.fits(id);
    }

    /**
     * Attaches an open response; to be called on the context of its request.
     *
     * @return nothing if the hub is full or closed, and then nothing was written
     */
    Optional<Listener<E>> join(
            HttpServerResponse response, @Nullable String lastEventId, Predicate<E> filter, Runnable head) {
        var context = vertx.getOrCreateContext();
        var shard = enter(VertxContext.getRootContext(context));
        if (shard == null) {
            knobs.signals().accept(new LiveSignal.Refused(listeners.get()));
            return Optional.empty();
        }
        var listener = new Listener<>(response, shard, knobs, filter);
        shard.add(listener);
        knobs.signals().accept(new LiveSignal.Joined(listeners.get()));
        head.run();
        listener.open(lastEventId, context);
        return Optional.of(listener);
    }

    private synchronized @Nullable Shard<E> enter(Context loop) {
        if (closed || listeners.get() >= knobs.mostListeners()) {
            return null;
        }
        listeners.incrementAndGet();
        var shard = shards.computeIfAbsent(loop, l -> new Shard<>(vertx, l, knobs, position, this::left));
        crowd.merge(shard, 1, Integer::sum);
        return shard;
    }

    private synchronized void left(Shard<E> shard, LiveSignal.Reason reason) {
        var remaining = listeners.decrementAndGet();
        if (crowd.merge(shard, -1, Integer::sum) == 0) {
            crowd.remove(shard);
            shards.remove(shard.loop(), shard);
            shard.stop();
        }
        knobs.signals().accept(new LiveSignal.Left(reason, remaining));
    }

    /** Ends every stream and takes no more listeners. */
    @Override
    public synchronized void close() {
        closed = true;
        shards.values().forEach(shard -> shard.run(shard::close));
    }
}
