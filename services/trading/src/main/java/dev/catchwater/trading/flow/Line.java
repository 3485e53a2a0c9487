package dev.catchwater.trading.flow;

import dev.catchwater.trading.Command;
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
    private static final int RESERVED = 1_000;
    private static final Duration RETRY = Duration.ofMillis(200);

    /** An event that is kept, and why it was refused if it was a command that could not be obeyed. */
    record Told(Event event, @Nullable String refusal) {}

    /** Who hears what becomes of events. */
    interface Hearer {
        void told(List<Told> told);

        /** An event is not kept, and never will be; or, when {@code begun}, nobody knows whether it is. */
        void unkept(Event event, String why, boolean begun);
    }

    /** What is let out. */
    interface Exit {
        void submit(OrderRequest order);

        void cancel(OrderRequest order);
    }

    private final Executor loop;
    private final Journal journal;
    private final long epoch;
    private final Exit exit;
    private final Hearer hearer;
    private final Deque<Event> waiting = new ArrayDeque<>();
    private final List<OrderRequest> submits = new ArrayList<>();
    private final List<OrderRequest> cancels = new ArrayList<>();
    private Engine engine;
    private long number;
    private boolean writing;
    private volatile boolean stuck;
    private volatile boolean fenced;
    private volatile boolean broken;
    private @Nullable String closed;

    // The engine needs its outlet, which is this, to be made.
    @SuppressWarnings("NullAway.Init")
    Line(Executor loop, Journal journal, long epoch, Exit exit, Hearer hearer) {
        this.loop = loop;
        this.journal = journal;
        this.epoch = epoch;
        this.exit = exit;
        this.hearer = hearer;
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
            if (closed != null) {
                hearer.unkept(event, closed, false);
            } else if (waiting.size() >= most(event)) {
                hearer.unkept(event, "too many events wait for the journal", false);
            } else if (halts(event)) {
                waiting.addFirst(event);
            } else {
                waiting.addLast(event);
            }
            go();
        });
    }

    /** Takes back what was not begun with; answers whether it was that. On the loop. */
    // Another caller may want the same at the same moment.
    @SuppressWarnings("ReferenceEquality")
    boolean withdraw(Event event) {
        return waiting.removeIf(each -> each == event);
    }

    /** Whether somebody else wrote where we would have: then we are not the one who trades. */
    boolean fenced() {
        return fenced;
    }

    /** Whether the engine could not take an event: nothing of it is to be believed until the journal is told again. */
    boolean broken() {
        return broken;
    }

    /** Nothing is taken any more. */
    void close() {
        loop.execute(() -> close("trading ends", List.of()));
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

    private void close(String why, List<Event> begun) {
        closed = why;
        begun.forEach(event -> hearer.unkept(event, why, true));
        List.copyOf(waiting).forEach(event -> hearer.unkept(event, why, false));
        waiting.clear();
    }

    // What stops trading overtakes what waits, and finds a place where nothing else does.
    private static boolean halts(Event event) {
        return event instanceof Event.Commanded commanded && commanded.command() instanceof Command.Halt;
    }

    private static int most(Event event) {
        int most = event instanceof Event.Reported ? 2 * MOST_WAITING : MOST_WAITING;
        return halts(event) ? 2 * MOST_WAITING + RESERVED : most;
    }

    private void go() {
        if (writing || closed != null || waiting.isEmpty()) {
            return;
        }
        writing = true;
        var events = new ArrayList<Event>();
        while (events.size() < BATCH && !waiting.isEmpty()) {
            events.add(waiting.removeFirst());
        }
        try {
            apply(events);
        } catch (RuntimeException impossible) {
            broken = true;
            LOG.error("the engine cannot take an event: nothing is sent any more", impossible);
            close("the engine failed", events);
        }
    }

    private void apply(List<Event> events) {
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
        var batch = new Journal.Batch(epoch, kept, List.copyOf(submits), fills, engine.halted());
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
                .with(done -> written(batch, canceled, all), thrown -> fence(thrown, all));
    }

    private void fence(Throwable why, List<Told> all) {
        fenced = true;
        LOG.error("another process writes this journal: nothing is sent any more", why);
        close(
                "another process writes this journal",
                all.stream().map(Told::event).toList());
    }

    private void complain(Throwable why) {
        if (!stuck && !(why instanceof Journal.Fenced)) {
            stuck = true;
            LOG.error("the journal cannot be written: nothing is sent until it can", why);
        }
    }

    private void written(Journal.Batch batch, List<OrderRequest> canceled, List<Told> all) {
        stuck = false;
        writing = false;
        batch.orders().forEach(exit::submit);
        canceled.forEach(exit::cancel);
        hearer.told(all);
        go();
    }
}
