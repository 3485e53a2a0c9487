package dev.catchwater.aggregator.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.aggregator.timeline.FeedEvent;
import dev.catchwater.aggregator.timeline.Position;
import dev.catchwater.aggregator.timeline.Reader;
import dev.catchwater.aggregator.timeline.Wakeups;
import dev.catchwater.live.Hub;
import dev.catchwater.live.LiveEvent;
import dev.catchwater.live.LiveSignal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the event log and tells every listener of this node. The log is read when PostgreSQL says that something
 * was committed, and four times a second anyway.
 */
public final class Broadcast {

    private static final Logger LOG = Logger.getLogger(Broadcast.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int BATCH = 500;

    private final Reader reader;
    private final Wakeups wakeups;
    private final ObjectMapper json;
    private final Hub<FeedEvent> hub;
    private final Consumer<LogState> states;
    private @Nullable Position position;
    private boolean unreadable;
    private volatile @Nullable Cancellable running;

    /**
     * A broadcast, not yet started.
     *
     * @param states is told when the event log can no longer be read, and when it can again
     */
    public Broadcast(
            Vertx vertx,
            Reader reader,
            Wakeups wakeups,
            ObjectMapper json,
            Consumer<LiveSignal> signals,
            Consumer<LogState> states) {
        this.reader = reader;
        this.wakeups = wakeups;
        this.json = json;
        this.states = states;
        this.hub = Hub.<FeedEvent>builder(vertx)
                .order(Comparator.comparing(id -> Position.parse(id).orElse(new Position(-1, 0))))
                .encode(this::data)
                .replay(new Past(reader))
                .signals(signals)
                .build();
    }

    /** Where listeners join. */
    public Hub<FeedEvent> hub() {
        return hub;
    }

    /** Tells from now on what happens from now on. */
    public void start() {
        Multi<Boolean> looks =
                Multi.createFrom().ticks().every(LOOK_EVERY).onOverflow().drop().map(tick -> true);
        running = Multi.createBy()
                .merging()
                .streams(looks, wakeups.wakeups())
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToUniAndConcatenate(look -> tell())
                .subscribe()
                .with(done -> {}, broken -> LOG.error("the timeline is no longer told to listeners", broken));
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
        return whereWeStand().flatMap(from -> reader.eventsAfter(from, BATCH)).flatMap(read -> {
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
                : reader.now().invoke(now -> {
                    position = now;
                    hub.startAt(now.text());
                });
    }

    private void publish(FeedEvent event) {
        hub.publish(live(event));
    }

    static LiveEvent<FeedEvent> live(FeedEvent event) {
        String type = switch (event) {
            case FeedEvent.Posted posted -> "post";
            case FeedEvent.Edited edited -> "edit";
            case FeedEvent.Deleted deleted -> "delete";
            case FeedEvent.Reset reset -> "reset";
        };
        return new LiveEvent<>(event.position().text(), type, event);
    }

    private String data(FeedEvent event) {
        try {
            return json.writeValueAsString(
                    switch (event) {
                        case FeedEvent.Posted posted -> posted.post();
                        case FeedEvent.Edited edited -> edited.post();
                        case FeedEvent.Deleted deleted -> Map.of("id", Long.toString(deleted.postId()));
                        case FeedEvent.Reset reset -> Map.of("why", "sources");
                    });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of ours does not become JSON", e);
        }
    }
}
