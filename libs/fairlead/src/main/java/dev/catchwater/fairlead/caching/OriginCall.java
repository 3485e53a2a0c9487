package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.CacheStatus;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.Forward;
import dev.catchwater.fairlead.cache.Invalidation;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Storing;
import dev.catchwater.fairlead.cache.Validation;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way of a call to the origin, and what its answer means for the store. */
final class OriginCall {
    private final CachedCall call;
    private final CachingStage.Surroundings around;
    private final Request request;
    private final Next next;
    private Lead lead = Lead.NOBODY;
    private boolean recording;

    OriginCall(CachedCall call, CachingStage.Surroundings around, Request request, Next next) {
        this.call = call;
        this.around = around;
        this.request = request;
        this.next = next;
    }

    /** Past the store; what the answer makes invalid is invalid before the caller hears of it (RFC 9111 §4.4). */
    Uni<Response> pass(Forward why) {
        return next.proceed(request).flatMap(response -> {
            Invalidation invalid = around.rules().invalidation(call.asked(), response.status(), response.headers());
            Response told = told(response, CacheStatus.forwarded(call.name(), why));
            return invalid.isEmpty() ? Uni.createFrom().item(told) : holding(told, invalidate(invalid));
        });
    }

    /** For everybody, and for this request's identity; what others keep apart for themselves they keep. */
    private Uni<Void> invalidate(Invalidation invalid) {
        ResponseStore store = around.policy().store();
        Instant now = call.now();
        Uni<Void> all = store.invalidateGroups(call.key().origin(), invalid.groups(), now);
        for (PrimaryKey key : invalid.keys()) {
            all = all.chain(() -> store.invalidate(key, now))
                    .chain(() -> store.invalidate(Keys.sibling(key, call.key()), now));
        }
        return all;
    }

    /** The answer once the work is done or has failed; if the caller goes away meanwhile, the answer is given up. */
    private Uni<Response> holding(Response response, Uni<?> work) {
        return work.onItemOrFailure()
                .transform((done, failure) -> response)
                .emitOn(call.here())
                .onCancellation()
                .invoke(response.body()::cancelUnread);
    }

    /** Runs the call as the one that others wait for. */
    Uni<Response> leading(Lead leader, Supplier<Uni<Response>> own) {
        lead = leader;
        return own.get()
                .onCancellation()
                .invoke(leader::handOver)
                .onFailure()
                .invoke(leader::unshared)
                .invoke(response -> {
                    if (!recording) {
                        leader.unshared();
                    }
                });
    }

    Uni<Response> fetch(List<StoredEntry> found, Forward why) {
        Instant requested = call.now();
        return next.proceed(request).onItemOrFailure().transformToUni((response, failure) -> {
            if (response == null) {
                return failed(failure, found);
            }
            Optional<StoredEntry> standIn = StandIn.isFor(response.status()) ? call.standIn(found) : Optional.empty();
            if (standIn.isPresent()) {
                return stale(response, standIn.get());
            }
            return taken(response, requested, found, why);
        });
    }

    Uni<Response> revalidate(StoredEntry entry, List<StoredEntry> found, Headers conditions, Forward why) {
        Instant requested = call.now();
        Request conditional = request.withHeaders(around.rules().conditional(request.headers(), conditions));
        return next.proceed(conditional)
                .onItemOrFailure()
                .transformToUni((response, failure) ->
                        response == null ? failed(failure, found) : validated(entry, found, response, requested, why));
    }

    /** Validates in the background; without validators fetches anew. */
    Uni<Response> refresh(StoredEntry entry) {
        List<StoredEntry> found = List.of(entry);
        StoredResponse stored = entry.response();
        return stored.hasValidator()
                ? revalidate(entry, found, around.rules().conditions(stored), Forward.STALE)
                : fetch(found, Forward.STALE);
    }

    private Uni<Response> validated(
            StoredEntry entry, List<StoredEntry> found, Response response, Instant requested, Forward why) {
        OriginResponse came = came(response, requested);
        return switch (around.rules().validated(call.asked(), entry.response(), came)) {
            case Validation.Confirmed confirmed -> {
                drop(response);
                yield confirmed(entry, confirmed, why);
            }
            case Validation.Replaced replaced -> taken(response, requested, found, why);
            case Validation.UseStale use -> stale(response, entry);
            case Validation.Unmatched unmatched -> {
                drop(response);
                yield fetch(found, why);
            }
        };
    }

    private Uni<Response> confirmed(StoredEntry entry, Validation.Confirmed confirmed, Forward why) {
        ResponseStore store = around.policy().store();
        StoredResponse updated = confirmed.updated();
        Instant now = call.now();
        Uni<?> kept = confirmed.keep()
                ? store.touch(call.key(), entry.response(), updated, keepUntil(updated), now)
                : store.remove(call.key(), now);
        CacheStatus status = CacheStatus.forwarded(call.name(), why)
                .withForwardStatus(304)
                .withTtl(around.rules().remaining(updated, now))
                .withStored(confirmed.keep());
        recording = true;
        return kept.onItemOrFailure()
                .transform((done, failure) -> failure == null && confirmed.keep())
                .emitOn(call.here())
                .invoke(shared -> end(shared))
                .map(shared -> call.deliver(
                        new StoredEntry(updated, entry.content(), entry.keepUntil()),
                        status,
                        confirmed.passing(),
                        "validated"));
    }

    private void end(boolean shared) {
        if (shared) {
            lead.stored();
        } else {
            lead.unshared();
        }
    }

    private Uni<Response> failed(@Nullable Throwable failure, List<StoredEntry> found) {
        Throwable thrown = failure == null ? new IllegalStateException("neither answer nor failure") : failure;
        Optional<StoredEntry> standIn = StandIn.isFor(thrown) ? call.standIn(found) : Optional.empty();
        CacheStatus status = CacheStatus.forwarded(call.name(), Forward.STALE).withDetail("stale-if-error");
        return standIn.isPresent()
                ? Uni.createFrom().item(() -> call.deliver(standIn.get(), status, Headers.none(), "stand-in"))
                : Uni.createFrom().failure(thrown);
    }

    private Uni<Response> stale(Response response, StoredEntry entry) {
        CacheStatus status = CacheStatus.forwarded(call.name(), Forward.STALE)
                .withForwardStatus(response.status())
                .withDetail("stale-if-error");
        drop(response);
        return Uni.createFrom().item(() -> call.deliver(entry, status, Headers.none(), "stand-in"));
    }

    /** The origin's answer, on its way into the store where that may be. */
    private Uni<Response> taken(Response response, Instant requested, List<StoredEntry> found, Forward why) {
        OriginResponse came = came(response, requested);
        CacheStatus status = CacheStatus.forwarded(call.name(), why);
        if (request.method().equals(Method.HEAD)) {
            return holding(told(response, status), freshened(came, found));
        }
        if (around.rules().storing(call.asked(), came) instanceof Storing.Store(StoredResponse stored)
                && stored.extent() instanceof Extent.Whole
                && fits(response)) {
            recording = true;
            Recorder recorder =
                    new Recorder(around.policy().store(), call.key(), stored, keepUntil(stored), call::now, lead);
            return Uni.createFrom().item(recorder.record(told(response, status.withStored(true))));
        }
        return Uni.createFrom().item(told(response, status.withStored(false)));
    }

    /** RFC 9111 §4.3.5. */
    private Uni<Void> freshened(OriginResponse head, List<StoredEntry> found) {
        CacheRules rules = around.rules();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (StoredEntry entry : found) {
            StoredResponse after = rules.freshened(call.asked(), entry.response(), head);
            if (!after.equals(entry.response())) {
                all = all.chain(() -> around.policy()
                        .store()
                        .touch(call.key(), entry.response(), after, keepUntil(after), call.now())
                        .replaceWithVoid());
            }
        }
        return all;
    }

    private boolean fits(Response response) {
        long most = around.policy().store().maxEntryBytes();
        return response.headers()
                .first("Content-Length")
                .filter(told -> told.length() > 18 || Long.parseLong("0" + told.replaceAll("\\D", "")) > most)
                .isEmpty();
    }

    private Instant keepUntil(StoredResponse stored) {
        Duration useful = around.rules().usable(stored, call.now());
        Duration longer = stored.hasValidator() ? around.policy().keepStale() : Duration.ZERO;
        return call.now().plus(useful).plus(longer);
    }

    private OriginResponse came(Response response, Instant requested) {
        return new OriginResponse(response.status(), response.headers(), requested, call.now());
    }

    private static Response told(Response response, CacheStatus status) {
        return response.withHeaders(status.addTo(response.headers()));
    }

    /** An answer that nobody gets; its connection is worth keeping. */
    private static void drop(Response response) {
        response.body().discard().subscribe().with(done -> {}, failure -> {});
    }
}
