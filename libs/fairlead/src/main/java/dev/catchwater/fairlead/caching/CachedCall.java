package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.CacheStatus;
import dev.catchwater.fairlead.cache.Delivery;
import dev.catchwater.fairlead.cache.Forward;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Verdict;
import dev.catchwater.fairlead.store.SharedFlights;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One call on its way through the cache: finds, decides, and answers from the store or leaves it to {@link OriginCall}. */
final class CachedCall {
    private static final List<String> OWN_CONDITIONS =
            List.of("If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range");

    private final CachingStage.Surroundings around;
    private final Request request;
    private final Next next;
    private final CacheRequest asked;
    private final PrimaryKey key;
    private final Executor here;
    private final OriginCall origin;
    private boolean collapsed;

    CachedCall(CachingStage.Surroundings around, Request request, Next next) {
        this.around = around;
        this.request = request;
        this.next = next;
        this.asked = new CacheRequest(request.method(), request.uri(), request.headers());
        this.key = Keys.of(request, around.policy().rules().mode());
        this.here = around.here().get();
        this.origin = new OriginCall(this, around, request, next);
    }

    CacheRequest asked() {
        return asked;
    }

    PrimaryKey key() {
        return key;
    }

    Executor here() {
        return here;
    }

    Instant now() {
        return around.timers().instant();
    }

    Uni<Response> run() {
        boolean readable =
                request.method().equals(Method.GET) || request.method().equals(Method.HEAD);
        if (request.get(CachingStage.BYPASS) || (readable && !(request.body() instanceof RequestBody.None))) {
            return origin.pass(Forward.BYPASS);
        }
        return readable ? find().flatMap(this::decided) : origin.pass(Forward.METHOD);
    }

    private Uni<List<StoredEntry>> find() {
        return find(stored -> around.rules().selects(asked, stored));
    }

    private Uni<List<StoredEntry>> find(Predicate<StoredResponse> wanted) {
        return around.policy()
                .store()
                .find(key, wanted, now())
                .onFailure()
                .recoverWithItem(List.of())
                .emitOn(here);
    }

    private Uni<Response> decided(List<StoredEntry> found) {
        return switch (decide(found)) {
            case Verdict.Fresh hit -> Uni.createFrom().item(() -> hit(entry(found, hit.stored()), "fresh"));
            case Verdict.Stale hit -> {
                StoredEntry entry = entry(found, hit.stored());
                if (hit.refresh()) {
                    refresh(entry);
                }
                yield Uni.createFrom().item(() -> hit(entry, "stale"));
            }
            case Verdict.Revalidate ask ->
                together(
                        ask.why(),
                        () -> origin.revalidate(entry(found, ask.stored()), found, ask.conditions(), ask.why()));
            // A private cache of whole answers: what is missing of a part is fetched for this reader alone.
            case Verdict.Complete ask -> origin.fetch(found, Forward.PARTIAL);
            case Verdict.Negotiate ask -> origin.fetch(found, Forward.VARY_MISS);
            case Verdict.Fetch ask -> together(ask.why(), () -> origin.fetch(found, ask.why()));
            case Verdict.Unsatisfiable none -> Uni.createFrom().item(this::gatewayTimeout);
        };
    }

    private Verdict decide(List<StoredEntry> found) {
        return around.rules()
                .decide(asked, found.stream().map(StoredEntry::response).toList(), now());
    }

    private static StoredEntry entry(List<StoredEntry> found, StoredResponse stored) {
        return found.stream()
                .filter(entry -> entry.response().equals(stored))
                .findFirst()
                .orElseThrow();
    }

    /** Lets one of several equal requests go on (RFC 9111 §4); the others look again when its answer is stored. */
    private Uni<Response> together(Forward why, Supplier<Uni<Response>> own) {
        boolean shareable = (why == Forward.URI_MISS || why == Forward.STALE)
                && request.method().equals(Method.GET)
                && OWN_CONDITIONS.stream().noneMatch(request.headers()::contains);
        if (collapsed || !shareable) {
            return own.get();
        }
        return around.flights().join(key.value(), here).flatMap(turn -> switch (turn) {
            case LEAD -> board(own);
            case STORED -> again();
            case ALONE -> own.get();
        });
    }

    /** Leads here, and asks whether another process does already. */
    private Uni<Response> board(Supplier<Uni<Response>> own) {
        Lead lead = new Lead(around.flights(), key.value());
        SharedFlights shared = around.policy().flights();
        if (shared.equals(SharedFlights.NONE)) {
            return origin.leading(lead, own);
        }
        return shared.board(key.value(), around.policy().collapse().maxWait())
                .invoke(boarding -> {
                    if (boarding instanceof SharedFlights.Boarding.Lead(SharedFlights.Flight flight)) {
                        lead.alsoLeads(flight);
                    }
                })
                .emitOn(here)
                .onCancellation()
                .invoke(lead::handOver)
                .flatMap(boarding -> {
                    if (boarding instanceof SharedFlights.Boarding.Stored) {
                        lead.stored();
                        return again();
                    }
                    return origin.leading(lead, own);
                });
    }

    private Uni<Response> again() {
        collapsed = true;
        // A near store may still have what was stale before; what was stored meanwhile may lie in a far one.
        return find(this::isFresh)
                .flatMap(found ->
                        decide(found) instanceof Verdict.Fresh ? decided(found) : find().flatMap(this::decided));
    }

    private boolean isFresh(StoredResponse stored) {
        return around.rules().decide(asked, List.of(stored), now()) instanceof Verdict.Fresh;
    }

    private void refresh(StoredEntry entry) {
        Request unconditional = request.withMethod(Method.GET)
                // Its own call: not this one's deadline, and nobody's number.
                .withExpiry(Long.MAX_VALUE)
                .with(CallListener.CALL, 0L);
        Headers headers = request.headers();
        for (String condition : OWN_CONDITIONS) {
            headers = headers.without(condition);
        }
        CachedCall background = new CachedCall(around, unconditional.withHeaders(headers), next);
        around.refreshes().start(key.value() + "\n" + entry.response().variant(), background.origin.refresh(entry));
    }

    private Response hit(StoredEntry entry, String how) {
        CacheStatus status = CacheStatus.hit(name()).withTtl(around.rules().remaining(entry.response(), now()));
        return deliver(entry, collapsed ? status.withCollapsed(true) : status, Headers.none(), how);
    }

    String name() {
        return around.policy().rules().name();
    }

    /** The answer from the store. */
    Response deliver(StoredEntry entry, CacheStatus status, Headers passing, String how) {
        Delivery delivery = around.rules().deliver(asked, entry.response(), now());
        Headers[] headers = {status.addTo(delivery.headers())};
        passing.forEach((field, value) -> headers[0] = headers[0].plus(field, value));
        Response response = new Response(
                request, delivery.status(), headers[0], StoredBody.of(delivery.content(), entry.content(), request));
        around.listener().on(new CallEvent.Cached(request.get(CallListener.CALL), how));
        return response;
    }

    private Response gatewayTimeout() {
        CacheStatus status = CacheStatus.forwarded(name(), Forward.MISS).withDetail("only-if-cached");
        return new Response(request, 504, status.addTo(Headers.of("Content-Length", "0")), ResponseBody.empty());
    }

    /** The newest of what was found that may stand in for an origin that failed. */
    Optional<StoredEntry> standIn(List<StoredEntry> found) {
        CacheRules rules = around.rules();
        return found.stream()
                .filter(entry -> rules.selects(asked, entry.response()) && rules.canDeliver(asked, entry.response()))
                .filter(entry -> rules.mayStandIn(asked, entry.response(), now()))
                .max((one, other) ->
                        one.response().responseTime().compareTo(other.response().responseTime()));
    }
}
