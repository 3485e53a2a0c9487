package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.Allowance;
import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.SourceBook.Added;
import dev.catchwater.aggregator.SourceBook.Settlement;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.schedule.Plan;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adding and removing sources. An address is looked at first, and nothing is kept of one that is no source. */
public final class Adding {

    private final Connectors connectors;
    private final SourceBook book;
    private final Intake intake;
    private final Documents documents;
    private final FlowSettings settings;
    private final InstantSource clock;

    /** With these connectors to look. */
    public Adding(
            Connectors connectors,
            SourceBook book,
            Intake intake,
            Documents documents,
            FlowSettings settings,
            InstantSource clock) {
        this.connectors = connectors;
        this.book = book;
        this.intake = intake;
        this.documents = documents;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Adds a source, its first posts included, or finds the one that is there.
     *
     * <p>Fails with {@link dev.catchwater.aggregator.SourceException} if the address is no source, or with
     * {@link SourceBook.Full} if it is a new one and there are as many as there may be. Cancelling cancels the calls.
     */
    public Uni<Added> add(Platform platform, URI url) {
        return add(platform, url, null);
    }

    Uni<Added> add(Platform platform, URI url, @Nullable String seed) {
        return seed == null
                ? lookAndKeep(platform, url, null)
                : book.all().flatMap(sources -> {
                    // A seed is tried again and again: its upstream is not asked each time that there is no room.
                    if (sources.size() >= settings.maxSources()) {
                        throw new SourceBook.Full(settings.maxSources());
                    }
                    return lookAndKeep(platform, url, seed);
                });
    }

    private Uni<Added> lookAndKeep(Platform platform, URI url, @Nullable String seed) {
        return documents.inTurn(allowance -> look(platform, url, allowance).flatMap(found -> keep(found, seed)));
    }

    private Uni<Connector.Found> look(Platform platform, URI url, Allowance allowance) {
        return connectors
                .of(platform)
                .verify(url, allowance)
                .ifNoItem()
                .after(settings.verifyDeadline())
                .failWith(() -> new SourceFailure.TimedOut("Looking at it took longer than "
                                + settings.verifyDeadline().toSeconds() + " s.")
                        .asException());
    }

    private Uni<Added> keep(Connector.Found found, @Nullable String seed) {
        Plan plan = new Plan(
                settings.polling().initial(),
                Optional.of(clock.instant().plus(settings.polling().initial())),
                "just added");
        return book.add(found, plan, seed, settings.owner(), settings.lease(), settings.maxSources())
                .flatMap(added -> added.isNew()
                        ? intake.take(added.source(), found.first())
                                .map(counts ->
                                        new Settlement(plan, found.first().memory(), null, null))
                                .flatMap(done ->
                                        book.settle(added.source().id(), settings.owner(), done, clock.instant()))
                                .replaceWith(added)
                        : Uni.createFrom().item(added));
    }

    /** All sources. */
    public Uni<List<Source>> all() {
        return book.all();
    }

    /** One source. */
    public Uni<Optional<Source>> find(int id) {
        return book.find(id);
    }

    /** Removes a source at once; false if there is none. */
    public Uni<Boolean> remove(int id) {
        return book.remove(id);
    }
}
