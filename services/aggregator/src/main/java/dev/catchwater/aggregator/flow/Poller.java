package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Claims the sources whose time has come, some at once, and visits them. Any number of replicas may do so. */
public final class Poller {

    private final SourceBook book;
    private final Visit visit;
    private final FlowSettings settings;
    private final InstantSource clock;
    private final Consumer<FlowEvent> events;
    private final Map<Long, AtomicReference<Cancellable>> visits = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile @Nullable Cancellable ticking;

    /** A poller, not yet started. */
    public Poller(
            SourceBook book, Visit visit, FlowSettings settings, InstantSource clock, Consumer<FlowEvent> events) {
        this.book = book;
        this.visit = visit;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** Looks for work from now on. */
    public void start() {
        ticking = Multi.createFrom()
                .ticks()
                .every(settings.tick())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> claim())
                .subscribe()
                .with(done -> {}, broken -> events.accept(new FlowEvent.Trouble("polling", broken)));
    }

    /** Looks for no more work and gives up the visits under way: their calls are cancelled, their claims run out. */
    public void stop() {
        Cancellable now = ticking;
        if (now != null) {
            now.cancel();
        }
        visits.values().forEach(running -> Objects.requireNonNull(running.get()).cancel());
    }

    /** Visits under way. */
    public int inFlight() {
        return inFlight.get();
    }

    private Uni<Void> claim() {
        int free = settings.atOnce() - inFlight.get();
        if (free <= 0) {
            return Uni.createFrom().voidItem();
        }
        return book.claimDue(settings.owner(), free, clock.instant(), settings.lease())
                .invoke(due -> due.forEach(this::visit))
                .onFailure()
                .invoke(thrown -> events.accept(new FlowEvent.Trouble("claiming sources", thrown)))
                .onFailure()
                .recoverWithItem(List.of())
                .replaceWithVoid();
    }

    private void visit(Source source) {
        inFlight.incrementAndGet();
        long number = numbers.incrementAndGet();
        // Entered before it starts, since it may end at once.
        var running = new AtomicReference<Cancellable>(() -> {});
        visits.put(number, running);
        running.set(visit.to(source)
                .onTermination()
                .invoke(() -> {
                    inFlight.decrementAndGet();
                    visits.remove(number);
                })
                .subscribe()
                .with(done -> {}, thrown -> events.accept(new FlowEvent.Trouble("visiting a source", thrown))));
    }
}
