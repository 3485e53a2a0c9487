package dev.catchwater.live.log;

import dev.catchwater.live.Hub;
import dev.catchwater.live.HubBuilder;
import dev.catchwater.live.LiveEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows an event log and tells every listener of this process. The log is read four times a second, and at once when
 * somebody says that it may have grown. Any number of processes may follow one log: each tells its own listeners, all in
 * the same order and under the same ids.
 */
public final class Broadcast<E extends Logged> {

    private static final Logger LOG = Logger.getLogger(Broadcast.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int BATCH = 500;

    private final EventLog<E> log;
    private final Multi<?> hints;
    private final Consumer<LogState> states;
    private final Hub<E> hub;
    private @Nullable Position position;
    private boolean unreadable;
    private volatile @Nullable Cancellable running;

    /**
     * A broadcast, not yet started.
     *
     * @param hub encodes and counts; order and replay are given by the log
     * @param hints say that the log may have grown; some may be missing. It must neither fail nor end
     * @param states is told when the log can no longer be read, and when it can again
     */
    public Broadcast(HubBuilder<E> hub, EventLog<E> log, Multi<?> hints, Consumer<LogState> states) {
        this.log = log;
        this.hints = hints;
        this.states = states;
        this.hub = hub.order(Comparator.comparing(id -> Position.parse(id).orElse(new Position(-1, 0))))
                .replay(new Past<>(log))
                .build();
    }

    /** Where listeners join. */
    public Hub<E> hub() {
        return hub;
    }

    /** Tells from now on what happens from now on. */
    public void start() {
        Multi<Object> looks =
                Multi.createFrom().ticks().every(LOOK_EVERY).onOverflow().drop().map(tick -> tick);
        running = Multi.createBy()
                .merging()
                .streams(looks, hints.map(hint -> hint))
                .onOverflow()
                .dropPreviousItems()
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
        return whereWeStand().flatMap(from -> log.after(from, BATCH)).flatMap(read -> {
            read.events().forEach(event -> hub.publish(live(event)));
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
                : log.now().invoke(now -> {
                    position = now;
                    hub.startAt(now.text());
                });
    }

    static <E extends Logged> LiveEvent<E> live(E event) {
        return new LiveEvent<>(event.position().text(), event.type(), event);
    }
}
