package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.PostBook;
import dev.catchwater.aggregator.SourceBook;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Clears away what nobody sees any more: posts of removed sources, events older than listeners may be away. */
public final class Sweeper {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int POSTS = 500;
    private static final int EVENTS = 5_000;

    private final SourceBook sources;
    private final PostBook posts;
    private final FlowSettings settings;
    private final InstantSource clock;
    private final Consumer<FlowEvent> events;
    private volatile @Nullable Cancellable running;

    /** A sweeper, not yet started. */
    public Sweeper(
            SourceBook sources,
            PostBook posts,
            FlowSettings settings,
            InstantSource clock,
            Consumer<FlowEvent> events) {
        this.sources = sources;
        this.posts = posts;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** Sweeps now and then. */
    public void start() {
        running = Multi.createFrom()
                .ticks()
                .every(EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> sweep())
                .subscribe()
                .with(done -> {}, broken -> events.accept(new FlowEvent.Trouble("sweeping", broken)));
    }

    /** Stops sweeping. */
    public void stop() {
        Cancellable now = running;
        if (now != null) {
            now.cancel();
        }
    }

    private Uni<Void> sweep() {
        return clear().flatMap(done -> posts.trim(clock.instant().minus(settings.keepEvents()), EVENTS))
                .onFailure()
                .invoke(thrown -> events.accept(new FlowEvent.Trouble("sweeping", thrown)))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> clear() {
        return sources.clear(POSTS)
                .flatMap(cleared -> cleared == 0 ? Uni.createFrom().voidItem() : clear());
    }
}
