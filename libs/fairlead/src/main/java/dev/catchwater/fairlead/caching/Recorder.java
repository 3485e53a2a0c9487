package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.Gathering;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Stores a body while its reader reads it, at the reader's pace. One that breaks off is stored as far as it came, if it can
 * be completed later; what is longer than the store takes passes by without being kept.
 */
final class Recorder {
    private final Intake intake;
    private final Plan plan;
    private final OriginResponse came;
    private final List<StoredEntry> found;
    private final Lead lead;
    private final long most;
    private final Gathering body;
    private final Executor here;

    Recorder(Intake intake, Plan plan, OriginResponse came, List<StoredEntry> found, Lead lead) {
        this.intake = intake;
        this.plan = plan;
        this.came = came;
        this.found = found;
        this.lead = lead;
        this.most = intake.room(plan);
        this.body = intake.gathering(plan);
        this.here = intake.here();
    }

    Response record(Response response) {
        if (response.body().isEmpty()) {
            store();
            return response;
        }
        Response recorded = response.withBody(response.body()
                .through(body -> body.onItem().call(this::add).onCompletion().invoke(this::store)));
        recorded.body().onEnd(this::ended);
        return recorded;
    }

    private Uni<Void> add(Buffer chunk) {
        body.add(chunk);
        if (body.length() > most) {
            lead.unshared();
        } else if (!body.fits()) {
            lead.notStored(); // the store has no room or time just now
        }
        return body.isReady() ? Uni.createFrom().voidItem() : body.ready().emitOn(here);
    }

    private Uni<Boolean> put(Plan what) {
        StoredResponse head = what.complete(body.length());
        Content gathered = body.gathered();
        Uni<Boolean> put =
                what.held().isEmpty() ? intake.put(head, gathered) : intake.put(head, what.content(gathered.read()));
        return put.onTermination().invoke(body::discard);
    }

    private void store() {
        long missing = plan.expected().orElse(body.length()) - body.length();
        if (missing > 0) {
            cut();
            return;
        }
        if (!body.fits() || missing < 0) {
            body.discard();
            lead.notStored();
            return;
        }
        put(plan)
                .subscribe()
                .with(
                        stored -> {
                            if (stored) {
                                lead.stored();
                            } else {
                                lead.notStored();
                            }
                        },
                        failure -> lead.notStored());
    }

    private void ended(Outcome outcome) {
        switch (outcome) {
            case Outcome.Cancelled cancelled -> cut();
            case Outcome.Failed failed -> cut();
            // store() tells how it went; an asynchronous store is still at it.
            case Outcome.Completed completed -> {}
        }
    }

    /** Whoever leads next goes on from here. */
    private void cut() {
        Optional<Plan> part = body.fits() ? intake.planOfCut(came, body.length(), found) : Optional.empty();
        if (part.isEmpty()) {
            body.discard();
            lead.handOver();
            return;
        }
        put(part.get()).subscribe().with(stored -> lead.handOver(), failure -> lead.handOver());
    }
}
