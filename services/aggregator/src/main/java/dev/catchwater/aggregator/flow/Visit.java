package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.PostBook.Ingested;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.SourceBook.Settlement;
import dev.catchwater.aggregator.SourceException;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.aggregator.schedule.Hints;
import dev.catchwater.aggregator.schedule.Outcome;
import dev.catchwater.aggregator.schedule.Plan;
import dev.catchwater.postgres.StoreAway;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One visit to a source that we have claimed: fetch, write, plan the next. */
public final class Visit {

    private final Connectors connectors;
    private final SourceBook book;
    private final Intake intake;
    private final Documents documents;
    private final FlowSettings settings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<FlowEvent> events;

    /** Visits with these connectors. */
    public Visit(
            Connectors connectors,
            SourceBook book,
            Intake intake,
            Documents documents,
            FlowSettings settings,
            InstantSource clock,
            RandomGenerator random,
            Consumer<FlowEvent> events) {
        this.connectors = connectors;
        this.book = book;
        this.intake = intake;
        this.documents = documents;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.events = events;
    }

    /** Never fails for the source's sake; fails if the outcome could not be written down. */
    Uni<Void> to(Source source) {
        Connector connector = connectors.of(source.platform());
        Instant began = clock.instant();
        return documents
                .held(allowance -> connector
                        .fetch(source, allowance)
                        .flatMap(result ->
                                intake.take(source, result).map(counts -> answered(source, result, counts, began))))
                .ifNoItem()
                .after(settings.deadline())
                .failWith(() -> new SourceFailure.TimedOut("The visit took longer than "
                                + settings.deadline().toSeconds() + " s.")
                        .asException())
                .onFailure(SourceException.class)
                .recoverWithItem(thrown -> failed(source, thrown.failure()))
                .onFailure(thrown -> !(thrown instanceof StoreAway))
                .recoverWithItem(thrown -> unforeseen(source, thrown))
                .flatMap(settlement -> book.settle(source.id(), settings.owner(), settlement, clock.instant()));
    }

    private Settlement answered(Source source, FetchResult result, Ingested counts, Instant began) {
        Instant now = clock.instant();
        boolean changed = counts.posted() + counts.edited() > 0;
        events.accept(new FlowEvent.Polled(source.platform(), Duration.between(began, now), changed));
        String title = result instanceof FetchResult.Fetched fetched ? fetched.title() : null;
        return new Settlement(plan(source, result, counts, now), result.memory(), title, null);
    }

    private Plan plan(Source source, FetchResult result, Ingested counts, Instant now) {
        Duration interval = source.polling().interval();
        if (result instanceof FetchResult.Fetched fetched
                && fetched.more()
                && fetched.hints().retryAfter() == null) {
            return new Plan(interval, Optional.of(now), "there is more to fetch");
        }
        Plan plan = Plan.after(
                new Outcome.Answered(counts.posted()), interval, result.hints(), settings.polling(), now, random);
        if (source.state() != Source.State.STREAMING) {
            return plan;
        }
        Duration audit = settings.polling().max();
        return new Plan(interval, Optional.of(now.plus(audit)), "a stream brings its posts; this is only to check");
    }

    // Not settled, it would be asked again at the end of each claim, for ever, and nobody would see why.
    private Settlement unforeseen(Source source, Throwable thrown) {
        events.accept(new FlowEvent.Trouble("visiting a source", thrown));
        return failed(source, new SourceFailure.Malformed("What it answered could not be taken in."));
    }

    private Settlement failed(Source source, SourceFailure failure) {
        events.accept(new FlowEvent.PollFailed(source.platform(), failure));
        int inARow = source.polling().failures() + 1;
        Outcome outcome = failure instanceof SourceFailure.Gone ? new Outcome.Ended() : new Outcome.Failed(inARow);
        Hints hints =
                failure instanceof SourceFailure.Limited(Duration wait) ? new Hints(wait, null, null) : Hints.NONE;
        Plan plan =
                Plan.after(outcome, source.polling().interval(), hints, settings.polling(), clock.instant(), random);
        return new Settlement(plan, null, null, failure.message());
    }
}
