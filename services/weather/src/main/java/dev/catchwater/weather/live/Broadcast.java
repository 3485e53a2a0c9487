package dev.catchwater.weather.live;

import dev.catchwater.live.Hub;
import dev.catchwater.live.LiveEvent;
import dev.catchwater.live.LiveSignal;
import dev.catchwater.live.UnknownPosition;
import dev.catchwater.weather.PlaceEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells every listener of this node what changes. The newest events are kept for those who come back; ids grow over restarts,
 * since they begin at the clock. Thread-safe.
 */
public final class Broadcast {

    private static final int KEPT = 1_000;

    private final Hub<PlaceEvent> hub;
    private final Deque<LiveEvent<PlaceEvent>> newest = new ArrayDeque<>();
    private long floor;
    private long last;

    /** @param encode makes the data of an event */
    public Broadcast(
            Vertx vertx, InstantSource clock, Function<PlaceEvent, String> encode, Consumer<LiveSignal> signals) {
        this.last = clock.millis() * 1_000;
        this.floor = last;
        this.hub = Hub.<PlaceEvent>builder(vertx)
                .numbered()
                .encode(encode)
                .replay((id, limit) ->
                        Multi.createFrom().deferred(() -> Multi.createFrom().iterable(after(id, limit))))
                .signals(signals)
                .build();
        hub.startAt(Long.toString(last));
    }

    /** Where listeners join. */
    public Hub<PlaceEvent> hub() {
        return hub;
    }

    /** Tells it to all who listen now or come back soon. */
    public synchronized void tell(PlaceEvent event) {
        LiveEvent<PlaceEvent> next = new LiveEvent<>(Long.toString(++last), type(event), event);
        newest.addLast(next);
        if (newest.size() > KEPT) {
            floor = Long.parseLong(newest.removeFirst().id());
        }
        hub.publish(next);
    }

    private static String type(PlaceEvent event) {
        return switch (event) {
            case PlaceEvent.Updated updated -> "weather";
            case PlaceEvent.Noticed noticed -> "warning";
        };
    }

    private synchronized List<LiveEvent<PlaceEvent>> after(String id, int limit) {
        long position = id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
        if (position < floor || position > last) {
            throw new UnknownPosition(id);
        }
        return newest.stream()
                .filter(event -> Long.parseLong(event.id()) > position)
                .limit(limit)
                .toList();
    }

    /** Ends every listener's stream. */
    public void stop() {
        hub.close();
    }
}
