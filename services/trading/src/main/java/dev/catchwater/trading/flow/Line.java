package dev.catchwater.trading.flow;

import dev.catchwater.trading.Engine;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.Journal;
import dev.catchwater.trading.Outlet;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The single file in which events go through the engine: applied, kept in the journal, and only then let out. While the
 * journal cannot be written nothing leaves. Confined to its loop.
 */
final class Line implements Outlet {

    private static final Logger LOG = Logger.getLogger(Line.class);
    private static final int BATCH = 256;
    private static final int MOST_WAITING = 100_000;
    private static final Duration RETRY = Duration.ofMillis(200);

    /** An event that is kept, and why it was refused if it was a command that could not be obeyed. */
    record Told(Event event, @Nullable String refusal) {}

    /** What is let out. */
    interface Exit {
        void submit(OrderRequest order);

        void cancel(OrderRequest order);
    }

    private final Executor loop;
    private final Journal journal;
    private final long epoch;
    private final Exit exit;
    private final Consumer<List<Told>> told;
    private final Deque<Event> waiting = new ArrayDeque<>();
    private final List<OrderRequest> submits = new ArrayList<>();
    private final List<OrderRequest> cancels = new ArrayList<>();
    private Engine engine;
    private long number;
    private boolean writing;
    private volatile boolean stuck;
    private volatile boolean fenced;
    private boolean closed;
    private long dropped;

    // The engine needs its outlet, which is this, to be made.
    @SuppressWarnings("NullAway.Init")
    Line(Executor loop, Journal journal, long epoch, Exit exit, Consumer<List<Told>> told) {
        this.loop = loop;
        this.journal = journal;
        this.epoch = epoch;
        this.exit = exit;
        this.told = told;
    }

    void begin(Engine with) {
        engine = with;
    }

    /** Tells what the journal knows: nothing is let out, that has happened. */
    void again(Journal.Kept kept) {
        engine.on(kept.event());
        number = kept.number();
        submits.clear();
        cancels.clear();
        if (kept.hash() != 0 && kept.hash() != engine.hash()) {
            throw new IllegalStateException(
                    "event " + kept.number() + " of the journal leaves another state than it did");
        }
    }

    /** Lets an event in; from any thread. */
    void offer(Event event) {
        loop.execute(() -> {
            if (waiting.size() >= MOST_WAITING && !(event instanceof Event.Reported)) {
                dropped++;
                return;
            }
            waiting.addLast(event);
            go();
        });
    }

    /** Whether somebody else wrote where we would have: then we are not the one who trades. */
    boolean fenced() {
        return fenced;
    }

    /** Nothing is taken any more. */
    void close() {
        loop.execute(() -> closed = true);
    }

    boolean stuck() {
        return stuck;
    }

    long number() {
        return number;
    }

    @Override
    public void submit(OrderRequest order) {
        submits.add(order);
    }

    @Override
    public void cancel(OrderRequest order) {
        cancels.add(order);
    }

    private void go() {
        if (writing || closed || waiting.isEmpty()) {
            return;
        }
        writing = true;
        var events = new ArrayList<Event>();
        while (events.size() < BATCH && !waiting.isEmpty()) {
            events.add(waiting.removeFirst());
        }
        var kept = new ArrayList<Journal.Kept>();
        var fills = new ArrayList<Fill>();
        var all = new ArrayList<Told>();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            engine.on(event);
            all.add(new Told(event, event instanceof Event.Commanded ? engine.refusal() : null));
            kept.add(new Journal.Kept(++number, event, i == events.size() - 1 ? engine.hash() : 0));
            if (event instanceof Event.Reported(OrderReport.Filled filled)) {
                fills.add(filled.fill());
            }
        }
        var batch = new Journal.Batch(epoch, kept, List.copyOf(submits), fills);
        var canceled = List.copyOf(cancels);
        submits.clear();
        cancels.clear();
        write(batch, canceled, all);
    }

    private void write(Journal.Batch batch, List<OrderRequest> canceled, List<Told> all) {
        Uni.createFrom()
                .deferred(() -> journal.append(batch))
                .onFailure()
                .invoke(this::complain)
                .onFailure(thrown -> !(thrown instanceof Journal.Fenced))
                .retry()
                .withBackOff(RETRY, Duration.ofSeconds(5))
                .indefinitely()
                .emitOn(loop)
                .subscribe()
                .with(done -> written(batch, canceled, all), this::fence);
    }

    private void fence(Throwable why) {
        fenced = true;
        closed = true;
        LOG.error("another process writes this journal: nothing is sent any more", why);
    }

    private void complain(Throwable why) {
        if (!stuck) {
            stuck = true;
            LOG.error("the journal cannot be written: nothing is sent until it can", why);
        }
    }

    private void written(Journal.Batch batch, List<OrderRequest> canceled, List<Told> all) {
        stuck = false;
        writing = false;
        batch.orders().forEach(exit::submit);
        canceled.forEach(exit::cancel);
        told.accept(all);
        go();
    }
}
