package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CacheStatus;
import dev.catchwater.fairlead.cache.Forward;
import dev.catchwater.fairlead.cache.Invalidation;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Validation;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The way of a call to the origin, and what its answer means for the store. */
final class OriginCall {
    private final CachedCall call;
    private final CachingStage.Surroundings around;
    private final Request request;
    private final Next next;
    private final Intake intake;
    private final Lead lead;
    private boolean recording;
    private @Nullable Throwable stoodInFor;

    OriginCall(CachedCall call, CachingStage.Surroundings around, Request request, Next next, Lead lead) {
        this.call = call;
        this.around = around;
        this.request = request;
        this.next = next;
        this.lead = lead;
        this.intake = new Intake(around, call.asked(), call.key(), request.leavesCodings());
    }

    /** Past the store; what the answer makes invalid is invalid before the caller hears of it (RFC 9111 §4.4). */
    Uni<Response> pass(Forward why) {
        Sent sent = sent();
        return next.proceed(request).flatMap(response -> {
            Invalidation invalid = Keys.named(
                    request, around.rules().invalidation(call.asked(), response.status(), response.headers()));
            Uni<Response> valid =
                    invalid.isEmpty() ? Uni.createFrom().item(response) : holding(response, intake.invalidate(invalid));
            CacheStatus status = CacheStatus.forwarded(call.name(), why);
            return valid.map(answer -> why == Forward.METHOD ? kept(answer, sent, status) : told(answer, status));
        });
    }

    /**
     * An answer that may serve later GETs, as that to a POST may (RFC 9110 §9.3.3), is stored as it is read. It counts as come
     * when what it made invalid is, or it would be among that.
     */
    private Response kept(Response response, Sent sent, CacheStatus status) {
        OriginResponse came = came(response, sent);
        Optional<Plan> plan = intake.plan(came, List.of());
        return plan.isPresent()
                ? recorded(told(response, status.withStored(true)), plan.get(), came, List.of())
                : told(response, status);
    }

    /** The answer once the work is done or has failed; if the caller goes away meanwhile, the answer is given up, not the work. */
    private Uni<Response> holding(Response response, Uni<?> work) {
        return detached(work)
                .onItemOrFailure()
                .transform((done, failure) -> response)
                .emitOn(call.here())
                .onCancellation()
                .invoke(response.body()::cancelUnread);
    }

    /** Goes on without whoever began it: what an answer means for the store does not depend on who waits for it. */
    private static <T> Uni<T> detached(Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> work.subscribe().with(emitter::complete, emitter::fail));
    }

    /** Tells those who wait if the answer is not for them. */
    Uni<Response> leading(Uni<Response> own) {
        return own.invoke(response -> {
            if (stoodInFor != null) {
                lead.stoodIn(stoodInFor);
            } else if (!recording && response.status() < 500) {
                lead.unshared();
            } else if (!recording) {
                lead.erred(error(response)); // errors pass
            }
        });
    }

    private static Throwable error(Response response) {
        return new HttpFailure.BadStatus(response.status(), response.headers()).asException();
    }

    Uni<Response> fetch(List<StoredEntry> found, Forward why) {
        Sent sent = sent();
        return next.proceed(request).onItemOrFailure().transformToUni((response, failure) -> {
            if (response == null) {
                return failed(failure, found);
            }
            Optional<StoredEntry> standIn =
                    StandIn.isFor(response.status()) ? call.standInForError(found) : Optional.empty();
            if (standIn.isPresent()) {
                return stale(response, standIn.get());
            }
            return taken(response, came(response, sent), found, why);
        });
    }

    Uni<Response> revalidate(StoredEntry entry, List<StoredEntry> found, Headers conditions, Forward why) {
        return validate(entry, found, conditions, why, (response, confirmed) -> {
            drop(response);
            return confirmed(entry, confirmed, found, why);
        });
    }

    private Uni<Response> validate(
            StoredEntry entry,
            List<StoredEntry> found,
            Headers conditions,
            Forward why,
            BiFunction<Response, Validation.Confirmed, Uni<Response>> ifConfirmed) {
        return ask(conditions, found, (response, came) -> switch (around.rules()
                .validated(call.asked(), entry.response(), came)) {
            case Validation.Confirmed confirmed -> ifConfirmed.apply(response, confirmed);
            case Validation.Replaced replaced -> taken(response, came, found, why);
            case Validation.UseStale use -> stale(response, entry);
            case Validation.Unmatched unmatched -> anew(response, found, why);
        });
    }

    /** Asks with conditions of our own. */
    Uni<Response> ask(Headers conditions, List<StoredEntry> found, Heard heard) {
        Sent sent = sent();
        Request conditional = request.withHeaders(around.rules().conditional(request.headers(), conditions));
        return next.proceed(conditional)
                .onItemOrFailure()
                .transformToUni((response, failure) ->
                        response == null ? failed(failure, found) : heard.heard(response, came(response, sent)));
    }

    /** What to do with an answer. */
    @FunctionalInterface
    interface Heard {
        Uni<Response> heard(Response response, OriginResponse came);
    }

    /** An answer that does not help: asks again, without conditions. */
    Uni<Response> anew(Response useless, List<StoredEntry> found, Forward why) {
        drop(useless);
        return fetch(found, why);
    }

    /** Validates in the background, where nothing is delivered; without validators fetches anew. */
    Uni<Response> refresh(StoredEntry entry) {
        List<StoredEntry> found = List.of(entry);
        StoredResponse stored = entry.response();
        return stored.hasValidator()
                ? validate(
                        entry,
                        found,
                        around.rules().conditions(stored),
                        Forward.STALE,
                        (response, confirmed) -> kept(intake.confirm(stored, confirmed), confirmed.keeping())
                                .replaceWith(response))
                : fetch(found, Forward.STALE);
    }

    /** A part may not hold what its new fields have the request ask for. */
    private Uni<Response> confirmed(
            StoredEntry entry, Validation.Confirmed confirmed, List<StoredEntry> found, Forward why) {
        if (!around.rules().canDeliver(call.asked(), confirmed.updated())) {
            return detached(intake.confirm(entry.response(), confirmed))
                    .onItemOrFailure()
                    .transformToUni((done, failure) -> fetch(found, Forward.PARTIAL));
        }
        return kept(intake.confirm(entry.response(), confirmed), confirmed.keeping())
                .map(done -> confirmed(entry, confirmed, why, confirmed.keep()));
    }

    /** Once the store has heard of it, those who wait do. */
    private Uni<Boolean> kept(Uni<Boolean> work, Validation.Keeping keeping) {
        recording = true;
        return detached(work)
                .onItemOrFailure()
                .transform((done, failure) -> failure == null && keeping == Validation.Keeping.UPDATED)
                .emitOn(call.here())
                .invoke(shared -> {
                    if (shared) {
                        lead.stored();
                    } else if (keeping == Validation.Keeping.REMOVED) {
                        lead.unshared();
                    } else {
                        lead.notStored();
                    }
                });
    }

    /** The answer after a validation. */
    Response confirmed(StoredEntry entry, Validation.Confirmed confirmed, Forward why, boolean stored) {
        StoredResponse updated = confirmed.updated();
        CacheStatus status = CacheStatus.forwarded(call.name(), why)
                .withForwardStatus(304)
                .withTtl(around.rules().remaining(updated, call.now()))
                .withStored(stored);
        return call.deliver(
                new StoredEntry(updated, entry.content(), entry.keepUntil()), status, confirmed.passing(), "validated");
    }

    /** Something stale, where that may be. */
    Uni<Response> failed(@Nullable Throwable failure, List<StoredEntry> found) {
        Throwable thrown = failure == null ? new IllegalStateException("neither answer nor failure") : failure;
        Optional<StoredEntry> standIn = call.standIn(thrown, found);
        CacheStatus status = CacheStatus.forwarded(call.name(), Forward.STALE).withDetail("stale-if-error");
        return standIn.isPresent()
                ? standIn(standIn.get(), status, thrown)
                : Uni.createFrom().failure(thrown);
    }

    private Uni<Response> stale(Response response, StoredEntry entry) {
        CacheStatus status = CacheStatus.forwarded(call.name(), Forward.STALE)
                .withForwardStatus(response.status())
                .withDetail("stale-if-error");
        drop(response);
        return standIn(entry, status, error(response));
    }

    private Uni<Response> standIn(StoredEntry entry, CacheStatus status, Throwable inPlaceOf) {
        stoodInFor = inPlaceOf;
        return Uni.createFrom().item(() -> call.deliver(entry, status, Headers.none(), "stand-in"));
    }

    /** The origin's answer, on its way into the store where that may be. */
    Uni<Response> taken(Response response, OriginResponse came, List<StoredEntry> found, Forward why) {
        CacheStatus status = CacheStatus.forwarded(call.name(), why);
        if (request.method().equals(Method.HEAD)) {
            return holding(told(response, status), intake.freshen(came, found));
        }
        Optional<Plan> plan = intake.plan(came, found);
        Response told = told(response, status.withStored(plan.isPresent()));
        return Uni.createFrom().item(plan.isPresent() ? recorded(told, plan.get(), came, found) : told);
    }

    /** The answer, which is stored as it is read. */
    Response recorded(Response response, Plan plan, OriginResponse came, List<StoredEntry> found) {
        recording = true;
        return intake.record(response, plan, came, found, lead);
    }

    Intake intake() {
        return intake;
    }

    /** When a request went out, by the clock and by the store's generation. */
    private record Sent(Instant at, long generation) {}

    private Sent sent() {
        return new Sent(call.now(), around.policy().store().generation());
    }

    private OriginResponse came(Response response, Sent sent) {
        return new OriginResponse(response.status(), response.headers(), sent.at(), call.now())
                .bornIn(sent.generation());
    }

    private static Response told(Response response, CacheStatus status) {
        return response.withHeaders(status.addTo(response.headers()));
    }

    /** An answer that nobody gets; its connection is worth keeping. */
    static void drop(Response response) {
        response.body().discard().subscribe().with(done -> {}, failure -> {});
    }
}
