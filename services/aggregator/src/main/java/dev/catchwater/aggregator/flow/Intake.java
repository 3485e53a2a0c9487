package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.PostBook;
import dev.catchwater.aggregator.PostBook.Ingested;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.post.Draft;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was fetched, in bounded transactions. The mark up to which a source is read moves with the last of them:
 * whoever dies in between reads the rest again, and what is read twice changes nothing.
 */
public final class Intake {

    private static final int BATCH = 100;

    private final PostBook posts;
    private final InstantSource clock;
    private final Consumer<FlowEvent> events;

    /** An intake that tells what it wrote. */
    public Intake(PostBook posts, InstantSource clock, Consumer<FlowEvent> events) {
        this.posts = posts;
        this.clock = clock;
        this.events = events;
    }

    Uni<Ingested> take(Source source, FetchResult result) {
        return switch (result) {
            case FetchResult.Unchanged unchanged -> Uni.createFrom().item(new Ingested(0, 0, 0));
            case FetchResult.Fetched fetched -> take(source, fetched);
        };
    }

    private Uni<Ingested> take(Source source, FetchResult.Fetched fetched) {
        List<List<Change>> batches = batches(fetched.changes());
        return Multi.createFrom()
                .range(0, batches.size())
                .onItem()
                .transformToUniAndConcatenate(
                        i -> write(source, batches.get(i), i == batches.size() - 1 ? fetched.memory() : null))
                .collect()
                .in(() -> new ArrayList<Ingested>(), List::add)
                .map(all -> all.stream().reduce(new Ingested(0, 0, 0), Ingested::plus));
    }

    Uni<Ingested> take(Source source, Change change) {
        return write(source, List.of(change), null);
    }

    private Uni<Ingested> write(Source source, List<Change> changes, Source.@Nullable Memory memory) {
        return posts.ingest(source, changes, memory, clock.instant())
                .invoke(counts ->
                        events.accept(new FlowEvent.Wrote(source.platform(), counts, delay(changes, counts))));
    }

    private Optional<Duration> delay(List<Change> changes, Ingested counts) {
        return counts.posted() == 0
                ? Optional.empty()
                : changes.stream()
                        .flatMap(change -> change instanceof Change.Seen(Draft draft)
                                ? Stream.ofNullable(draft.publishedAt())
                                : Stream.empty())
                        .max(Comparator.naturalOrder())
                        .map(published -> Duration.between(published, clock.instant()))
                        .filter(delay -> !delay.isNegative());
    }

    private static List<List<Change>> batches(List<Change> changes) {
        List<List<Change>> batches = new ArrayList<>();
        for (int from = 0; from < changes.size(); from += BATCH) {
            batches.add(changes.subList(from, Math.min(from + BATCH, changes.size())));
        }
        if (batches.isEmpty()) {
            batches.add(List.of());
        }
        return batches;
    }
}
