package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.Allowance;
import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.Connector.Signal;
import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.postgres.StoreAway;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the stream of one source. One thing at a time: while a change is being written, or the gap after a reconnect
 * is being filled, nothing more is taken from the socket. So nothing overtakes, and nothing piles up.
 */
final class Following {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Source source;
    private final Connector connector;
    private final SourceBook book;
    private final Intake intake;
    private final Documents documents;
    private final InstantSource clock;
    private final Consumer<FlowEvent> events;
    private volatile boolean up;
    private volatile boolean ended;
    private volatile @Nullable Cancellable running;

    Following(
            Source source,
            Connector connector,
            SourceBook book,
            Intake intake,
            Documents documents,
            InstantSource clock,
            Consumer<FlowEvent> events) {
        this.source = source;
        this.connector = connector;
        this.book = book;
        this.intake = intake;
        this.documents = documents;
        this.clock = clock;
        this.events = events;
    }

    void start() {
        running = connector.stream(source)
                .onItem()
                .transformToUniAndConcatenate(this::handle)
                .subscribe()
                .with(done -> {}, this::lost, () -> down("the stream ended"));
    }

    void stop() {
        Cancellable now = running;
        if (now != null) {
            now.cancel();
        }
        if (!ended) {
            down("given up");
        }
    }

    /** Whether the stream stands. */
    boolean isUp() {
        return up;
    }

    /** Whether it will not come back by itself. */
    boolean hasEnded() {
        return ended;
    }

    private void lost(Throwable thrown) {
        down(String.valueOf(thrown.getMessage()));
    }

    private void down(String why) {
        up = false;
        ended = true;
        events.accept(new FlowEvent.StreamDown(source.id(), why));
    }

    private Uni<Void> handle(Signal signal) {
        return switch (signal) {
            case Signal.Connected connected -> connected();
            case Signal.Lost(String reason) -> interrupted(reason);
            case Signal.Changed(var change) ->
                patiently(intake.take(source, change).replaceWithVoid(), "writing a streamed change");
        };
    }

    private Uni<Void> connected() {
        up = true;
        events.accept(new FlowEvent.StreamUp(source.id()));
        return patiently(catchUp(), "filling the gap before a stream");
    }

    /** Until the stream is back, polling takes over. */
    private Uni<Void> interrupted(String reason) {
        up = false;
        events.accept(new FlowEvent.StreamDown(source.id(), reason));
        return patiently(book.hurry(source.id(), clock.instant()), "asking for a poll");
    }

    private Uni<Void> catchUp() {
        return book.find(source.id())
                .flatMap(known -> known.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : documents
                                .inTurn(allowance -> part(known.get(), allowance))
                                .flatMap(more ->
                                        more ? catchUp() : Uni.createFrom().voidItem()));
    }

    /** Fills as much as one visit may take; tells whether there is more. */
    private Uni<Boolean> part(Source known, Allowance allowance) {
        return connector
                .fetch(known, allowance)
                .flatMap(result -> intake.take(known, result)
                        .map(counts -> result instanceof FetchResult.Fetched fetched && fetched.more()));
    }

    /** Waits for the database as long as it takes; whatever else fails is left to the next poll, which is brought on. */
    private Uni<Void> patiently(Uni<Void> work, String what) {
        return work.onFailure(StoreAway.class)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .onFailure()
                .recoverWithUni(thrown -> {
                    events.accept(new FlowEvent.Trouble(what, thrown));
                    return book.hurry(source.id(), clock.instant()).onFailure().recoverWithNull();
                });
    }
}
