package dev.catchwater.prices.live;

import dev.catchwater.live.Hub;
import dev.catchwater.live.LiveEvent;
import dev.catchwater.live.LiveSignal;
import dev.catchwater.prices.event.Event;
import dev.catchwater.prices.event.EventLog;
import dev.catchwater.prices.event.Position;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Follows the event log and tells every listener of this node; it is read four times a second. */
public final class Broadcast {

    private static final Logger LOG = Logger.getLogger(Broadcast.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int BATCH = 500;

    private final EventLog events;
    private final Hub<Event> hub;
    private final Consumer<LogState> states;
    private @Nullable Position position;
    private boolean unreadable;
    private volatile @Nullable Cancellable running;

    /**
     * A broadcast, not yet started.
     *
     * @param states is told when the event log can no longer be read, and when it can again
     */
    public Broadcast(Vertx vertx, EventLog events, Consumer<LiveSignal> signals, Consumer<LogState> states) {
        this.events = events;
        this.states = states;
        this.hub = Hub.<Event>builder(vertx)
                .order(Comparator.comparing(id -> Position.parse(id).orElse(new Position(-1, 0))))
                .encode(Event::body)
                .replay(new Past(events))
                .signals(signals)
                .build();
    }

    /** Where listeners join. */
    public Hub<Event> hub() {
        return hub;
    }

    /** Tells from now on what happens from now on. */
    public void start() {
        running = Multi.createFrom()
                .ticks()
                .every(LOOK_EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(look -> tell())
                .subscribe()
                .with(done -> {}, broken -> LOG.error("nothing is told to listeners any more", broken));
    }

    /** Ends every listener's stream. */
    public void stop() {
        Cancellable now = running;
        if (now != null) {
            now.cancel();
        }
        hub.close();
    }

    private Uni<Void> tell() {
        return Uni.createFrom()
                .deferred(this::read)
                .invoke(this::readable)
                .onFailure()
                .invoke(this::unreadable)
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> read() {
        return whereWeStand().flatMap(from -> events.after(from, BATCH)).flatMap(read -> {
            read.events().forEach(this::publish);
            position = read.upTo();
            return read.more() ? read() : Uni.createFrom().voidItem();
        });
    }

    private void readable() {
        if (unreadable) {
            unreadable = false;
            states.accept(new LogState.Back());
        }
    }

    private void unreadable(Throwable why) {
        if (!unreadable) {
            unreadable = true;
            states.accept(new LogState.Lost(why));
        }
    }

    private Uni<Position> whereWeStand() {
        Position known = position;
        return known != null
                ? Uni.createFrom().item(known)
                : events.now().invoke(now -> {
                    position = now;
                    hub.startAt(now.text());
                });
    }

    private void publish(Event event) {
        hub.publish(live(event));
    }

    static LiveEvent<Event> live(Event event) {
        return new LiveEvent<>(event.position().text(), event.type(), event);
    }
}
