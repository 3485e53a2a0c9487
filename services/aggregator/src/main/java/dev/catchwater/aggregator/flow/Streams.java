package dev.catchwater.aggregator.flow;

import static java.util.stream.Collectors.toMap;

import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the streams: each source that can be streamed is followed by one replica, which holds a claim and renews
 * it. If that replica dies, another takes over when the claim has run out.
 */
public final class Streams {

    /** A stream that ended for good, such as one whose token was refused, is tried again after this. */
    private static final Duration AFTER_END = Duration.ofMinutes(1);

    private static final int LEASES = 3;

    private final Connectors connectors;
    private final SourceBook book;
    private final Intake intake;
    private final Documents documents;
    private final FlowSettings settings;
    private final InstantSource clock;
    private final Consumer<FlowEvent> events;
    private final Map<Integer, Following> running = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> notBefore = new ConcurrentHashMap<>();
    private volatile @Nullable Cancellable checking;

    /** A supervisor, not yet started. */
    public Streams(
            Connectors connectors,
            SourceBook book,
            Intake intake,
            Documents documents,
            FlowSettings settings,
            InstantSource clock,
            Consumer<FlowEvent> events) {
        this.connectors = connectors;
        this.book = book;
        this.intake = intake;
        this.documents = documents;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** Looks after streams from now on. */
    public void start() {
        checking = Multi.createFrom()
                .ticks()
                .every(settings.streamCheck())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> check())
                .subscribe()
                .with(done -> {}, broken -> events.accept(new FlowEvent.Trouble("looking after streams", broken)));
    }

    /** Ends all streams and gives up their claims. */
    public Uni<Void> stop() {
        Cancellable now = checking;
        if (now != null) {
            now.cancel();
        }
        List<Integer> held = List.copyOf(running.keySet());
        held.forEach(this::end);
        return held.isEmpty()
                ? Uni.createFrom().voidItem()
                : book.dropStreams(held, settings.owner()).onFailure().recoverWithNull();
    }

    /** Streams that stand. */
    public long up() {
        return running.values().stream().filter(Following::isUp).count();
    }

    private Uni<Void> check() {
        return book.all()
                .flatMap(this::compare)
                .onFailure()
                .invoke(thrown -> events.accept(new FlowEvent.Trouble("looking after streams", thrown)))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> compare(List<Source> sources) {
        Map<Integer, Source> wanted = sources.stream()
                .filter(source -> source.state() != Source.State.ENDED)
                .filter(source -> connectors.of(source.platform()).streams(source))
                .collect(toMap(Source::id, source -> source));
        running.keySet().stream().filter(id -> !wanted.containsKey(id)).toList().forEach(this::end);
        running.forEach((id, following) -> {
            if (following.hasEnded()) {
                notBefore.put(id, clock.instant().plus(AFTER_END));
                running.remove(id, following);
            }
        });
        Instant now = clock.instant();
        notBefore.values().removeIf(until -> !until.isAfter(now));
        wanted.keySet().removeAll(notBefore.keySet());
        return wanted.isEmpty() ? Uni.createFrom().voidItem() : hold(wanted, now);
    }

    private Uni<Void> hold(Map<Integer, Source> wanted, Instant now) {
        Map<Integer, Boolean> up = wanted.keySet().stream().collect(toMap(id -> id, this::isUp));
        return book.holdStreams(
                        up, settings.owner(), now, settings.streamCheck().multipliedBy(LEASES))
                .invoke(holds -> {
                    holds.lost().forEach(this::end);
                    holds.ours().stream()
                            .filter(id -> !running.containsKey(id))
                            .forEach(id -> begin(Objects.requireNonNull(wanted.get(id))));
                })
                .replaceWithVoid();
    }

    private boolean isUp(int id) {
        Following following = running.get(id);
        return following != null && following.isUp();
    }

    private void begin(Source source) {
        Connector connector = connectors.of(source.platform());
        Following following = new Following(source, connector, book, intake, documents, clock, events);
        running.put(source.id(), following);
        following.start();
    }

    private void end(int id) {
        Following following = running.remove(id);
        if (following != null) {
            following.stop();
        }
    }
}
