package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.InterimAnswers;
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
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** One call on its way through the cache: finds, decides, and answers from the store or leaves it to {@link OriginCall}. */
final class CachedCall {
    static final List<String> OWN_CONDITIONS =
            List.of("If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range");

    private final CachingStage.Surroundings around;
    private final Request request;
    private final Next next;
    private final boolean addressed;
    private final CacheRequest asked;
    private final PrimaryKey key;
    private final Executor here;
    private boolean collapsed;
    private Lead lead = Lead.NOBODY;

    CachedCall(CachingStage.Surroundings around, Request request, Next next) {
        this.around = around;
        this.request = request;
        this.next = next;
        Optional<URI> named = request.get(CachingStage.TARGET).or(() -> EffectiveUri.of(request));
        URI target = named.orElse(request.uri());
        this.addressed = named.isPresent();
        this.asked = new CacheRequest(request.method(), target, request.headers());
        this.key = Keys.of(request, asked, around.policy().rules().mode(), around.identity());
        this.here = around.here().get();
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

    private OriginCall origin() {
        return new OriginCall(this, around, request, next, lead);
    }

    Uni<Response> run() {
        boolean readable =
                request.method().equals(Method.GET) || request.method().equals(Method.HEAD);
        if (request.get(CachingStage.BYPASS)
                || !addressed
                || (readable && !(request.body() instanceof RequestBody.None))) {
            return origin().pass(Forward.BYPASS);
        }
        return readable ? find().flatMap(this::decided) : origin().pass(Forward.METHOD);
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
            case Verdict.Fresh hit -> {
                lead.stored(); // by somebody else, while this one waited
                yield Uni.createFrom().item(hit(entry(found, hit.stored()), hit.remaining(), "fresh"));
            }
            case Verdict.Stale hit -> {
                StoredEntry entry = entry(found, hit.stored());
                if (hit.refresh()) {
                    refresh(entry);
                }
                lead.notStored();
                yield Uni.createFrom().item(hit(entry, hit.remaining(), "stale"));
            }
            case Verdict.Unsatisfiable none -> Uni.createFrom().item(this::gatewayTimeout);
            case Verdict outward when collapsed || !isShareable(outward) -> out(outward, found);
            case Verdict outward ->
                new JointCall(this, around)
                        .join(
                                led -> {
                                    lead = led;
                                    return out(outward, found);
                                },
                                why -> origin().failed(why, found));
        };
    }

    /** Whether the answer may be that of an equal request. */
    private boolean isShareable(Verdict verdict) {
        boolean about = switch (verdict) {
            case Verdict.Complete complete -> true;
            case Verdict.Revalidate ask -> ask.why() == Forward.STALE;
            case Verdict.Fetch ask -> ask.why() == Forward.URI_MISS || ask.why() == Forward.STALE;
            default -> false;
        };
        return about
                // A request that wants nothing stored says nothing about the answers to others.
                && request.headers().all("Cache-Control").stream().noneMatch(line -> line.contains("no-store"))
                && request.method().equals(Method.GET)
                && OWN_CONDITIONS.stream().noneMatch(request.headers()::contains);
    }

    private Uni<Response> out(Verdict verdict, List<StoredEntry> found) {
        OriginCall origin = origin();
        PartCall parts = new PartCall(this, around, origin);
        return origin.leading(
                switch (verdict) {
                    case Verdict.Revalidate ask ->
                        origin.revalidate(entry(found, ask.stored()), found, ask.conditions(), ask.why());
                    case Verdict.Complete ask -> parts.complete(entry(found, ask.stored()), found, ask.conditions());
                    case Verdict.Negotiate ask -> parts.negotiate(found, ask);
                    case Verdict.Fetch ask -> origin.fetch(found, ask.why());
                    default -> throw new IllegalArgumentException("answered here");
                });
    }

    private Verdict decide(List<StoredEntry> found) {
        return around.rules().decide(asked, responses(found), now());
    }

    private static List<StoredResponse> responses(List<StoredEntry> found) {
        if (found.size() == 1) {
            return List.of(found.getFirst().response());
        }
        List<StoredResponse> responses = new ArrayList<>(found.size());
        found.forEach(entry -> responses.add(entry.response()));
        return responses;
    }

    static StoredEntry entry(List<StoredEntry> found, StoredResponse stored) {
        for (StoredEntry entry : found) {
            if (entry.response().equals(stored)) {
                return entry;
            }
        }
        throw new IllegalArgumentException("none of what was found");
    }

    /** Looks again when another's answer has been stored, or may have been. */
    Uni<Response> again(Lead led) {
        lead = led;
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
                .with(CallListener.CALL, 0L)
                .with(CachingStage.CONTENT, content -> {})
                .with(InterimAnswers.LISTENER, (status, fields) -> {});
        Headers headers = request.headers();
        for (String condition : OWN_CONDITIONS) {
            headers = headers.without(condition);
        }
        CachedCall background = new CachedCall(around, unconditional.withHeaders(headers), next);
        around.refreshes()
                .start(
                        key.value() + "\n" + entry.response().variant(),
                        background.origin().refresh(entry));
    }

    private Response hit(StoredEntry entry, Duration remaining, String how) {
        CacheStatus status = around.hit().withTtl(remaining);
        return deliver(entry, collapsed ? status.withCollapsed(true) : status, Headers.none(), how);
    }

    String name() {
        return around.policy().rules().name();
    }

    /** The answer from the store. */
    Response deliver(StoredEntry entry, CacheStatus status, Headers passing, String how) {
        Delivery delivery = around.rules().deliver(asked, entry.response(), now());
        Response response = new Response(
                request,
                delivery.status(),
                status.addTo(delivery.headers()).and(passing),
                StoredBody.of(delivery.content(), entry.content(), request));
        around.listener().on(new CallEvent.Cached(request.get(CallListener.CALL), how));
        return response;
    }

    /** The answer to an equal request, as it comes. */
    Response collapsed(StoredResponse head, ResponseBody body) {
        CacheStatus status = CacheStatus.forwarded(name(), Forward.URI_MISS).withCollapsed(true);
        Headers fields = around.rules().deliver(asked, head, now()).headers();
        return new Response(request, head.status(), status.addTo(fields), body);
    }

    private Response gatewayTimeout() {
        CacheStatus status = CacheStatus.forwarded(name(), Forward.MISS).withDetail("only-if-cached");
        return new Response(request, 504, status.addTo(Headers.of("Content-Length", "0")), ResponseBody.empty());
    }

    /** The newest of what was found that may stand in for an origin that gave no answer, or gave others an error. */
    Optional<StoredEntry> standIn(Throwable failure, List<StoredEntry> found) {
        if (!StandIn.isFor(failure)) {
            return Optional.empty();
        }
        return StandIn.isAnswer(failure)
                ? standInForError(found)
                : standIn(found, stored -> around.rules().mayStandIn(asked, stored, now()));
    }

    /** The same for an answer that is an error. */
    Optional<StoredEntry> standInForError(List<StoredEntry> found) {
        return standIn(found, stored -> around.rules().mayStandInForError(asked, stored, now()));
    }

    private Optional<StoredEntry> standIn(List<StoredEntry> found, Predicate<StoredResponse> may) {
        CacheRules rules = around.rules();
        return found.stream()
                .filter(entry -> rules.selects(asked, entry.response()) && rules.canDeliver(asked, entry.response()))
                .filter(entry -> may.test(entry.response()))
                .max((one, other) ->
                        one.response().responseTime().compareTo(other.response().responseTime()));
    }
}
