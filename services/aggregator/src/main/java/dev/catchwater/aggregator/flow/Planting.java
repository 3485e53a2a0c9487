package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.SourceException;
import dev.catchwater.aggregator.post.Platform;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sources that are there from the start: each is added once, and not again when somebody has removed it. */
public final class Planting {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Adding adding;
    private final SourceBook book;
    private final List<Seed> seeds;
    private final Consumer<FlowEvent> events;
    private volatile @Nullable Cancellable running;

    /** Plants nothing before it is started. */
    public Planting(Adding adding, SourceBook book, List<Seed> seeds, Consumer<FlowEvent> events) {
        this.adding = adding;
        this.book = book;
        this.seeds = List.copyOf(seeds);
        this.events = events;
    }

    /** Adds what was never added before; what does not answer yet is tried again and again. */
    public void start() {
        running = Multi.createFrom()
                .iterable(seeds)
                .onItem()
                .transformToUniAndMerge(this::plant)
                .subscribe()
                .with(done -> {}, broken -> events.accept(new FlowEvent.Trouble("planting seeds", broken)));
    }

    /** Gives up what is not yet planted. */
    public void stop() {
        Cancellable now = running;
        if (now != null) {
            now.cancel();
        }
    }

    private Uni<Void> plant(Seed seed) {
        return Uni.createFrom()
                .deferred(() -> book.planted(seed.text()))
                .flatMap(before -> before
                        ? Uni.createFrom().voidItem()
                        : adding.add(seed.platform(), seed.url(), seed.text()).replaceWithVoid())
                .onFailure(thrown -> !(thrown instanceof SourceException))
                .invoke(thrown -> events.accept(new FlowEvent.Trouble("planting a seed", thrown)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    /** A source to begin with. */
    public record Seed(Platform platform, URI url) {

        /** As configured: {@code platform:url}. */
        String text() {
            return platform.label() + ":" + url;
        }
    }
}
