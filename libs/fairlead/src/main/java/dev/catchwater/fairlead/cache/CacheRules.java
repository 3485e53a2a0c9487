package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * HTTP caching (RFC 9111) as pure decisions: what to do with a request given what is stored, whether to store an
 * answer, what a validation means. Thread-safe.
 *
 * <p>A cache asks {@link #decide} with all responses stored under the request's {@link PrimaryKey}, does as it is told,
 * and asks {@link #storing} and {@link #invalidation} about each answer that comes from the origin.
 */
public final class CacheRules {
    private final CachePolicy policy;

    public CacheRules(CachePolicy policy) {
        this.policy = policy;
    }

    public CachePolicy policy() {
        return policy;
    }

    /**
     * Whether and how what is stored answers the request (RFC 9111 §4).
     *
     * @param stored all that is stored under the request's primary key
     */
    public Verdict decide(CacheRequest request, Collection<StoredResponse> stored, Instant now) {
        return new Decision(request, policy, now).among(stored);
    }

    /** The request's fields with the conditions of a {@link Verdict} in place of its own (RFC 9111 §4.3.1). */
    public Headers conditional(Headers request, Headers conditions) {
        return Validating.conditional(request, conditions);
    }

    /** What asks the origin whether a stored response has changed; empty if it has no validators (RFC 9111 §4.3.1). */
    public Headers conditions(StoredResponse stored) {
        return Validating.conditions(stored);
    }

    /**
     * Whether an answer is stored (RFC 9111 §3). A 206 that continues a stored part: see {@link #combine}. An answer to POST may
     * be, for later GETs (RFC 9110 §9.3.3): after what the POST made invalid, which was requested before that answer came.
     */
    public Storing storing(CacheRequest request, OriginResponse response) {
        return StoringRules.decide(request, response, policy);
    }

    /**
     * What the answer to a conditional request means (RFC 9111 §4.3.3).
     *
     * @param request the client's
     * @param stored the response whose validators were sent
     */
    public Validation validated(CacheRequest request, StoredResponse stored, OriginResponse response) {
        return Validating.answered(request, stored, response, policy);
    }

    /** Which of the variants of a {@link Verdict.Negotiate} a 304 is about; empty: none, ask again without conditions. */
    public Optional<StoredResponse> chosen(Verdict.Negotiate asked, OriginResponse response) {
        return response.status() == 304 ? Negotiation.chosen(asked.variants(), response.headers()) : Optional.empty();
    }

    /**
     * The chosen variant itself after a 304 that answered another one's request (RFC 9111 §4.3.4).
     *
     * @param updated what {@link #validated} made of it for that request
     */
    public StoredResponse besides(StoredResponse chosen, StoredResponse updated) {
        return Validating.besides(chosen, updated);
    }

    /** Whether the stored response may be used because no answer came (RFC 9111 §4.2.4, RFC 5861 §4). */
    public boolean mayStandIn(CacheRequest request, StoredResponse stored, Instant now) {
        return new Decision(request, policy, now).standsInForNone(stored);
    }

    /** Whether the stored response may be used in place of an answer of 500, 502, 503 or 504 (RFC 5861 §4). */
    public boolean mayStandInForError(CacheRequest request, StoredResponse stored, Instant now) {
        return new Decision(request, policy, now).standsInForError(stored);
    }

    /**
     * The stored response after a 200 to HEAD (RFC 9111 §4.3.5): brought up to date, or invalid if it is another one.
     *
     * @param stored one that the request would have selected
     */
    public StoredResponse freshened(CacheRequest request, StoredResponse stored, OriginResponse head) {
        return head.status() == 200 && selects(request, stored)
                ? Validating.freshened(request, stored, head, policy)
                : stored;
    }

    /** Whether the request selects the stored response (RFC 9111 §4.1). */
    public boolean selects(CacheRequest request, StoredResponse stored) {
        return Vary.matches(stored, request.headers(), policy);
    }

    /** The answer to the request that is made of a stored response; for a {@link Verdict} that says so, or after a validation. */
    public Delivery deliver(CacheRequest request, StoredResponse stored, Instant now) {
        return Delivery.of(request, stored, now);
    }

    /** Whether enough of the stored response is held to answer the request with it. */
    public boolean canDeliver(CacheRequest request, StoredResponse stored) {
        return Delivery.isPossible(request, stored);
    }

    /** The stored part and the part that came, as one; empty if they are not of one representation (RFC 9111 §3.4). */
    public Optional<Combining> combine(CacheRequest request, StoredResponse stored, OriginResponse response) {
        return Combining.of(request, stored, response, policy);
    }

    /**
     * An answer whose body broke off, as an answer with the bytes that came: to be stored or combined in its place (RFC 9111
     * §3.3). Empty without a length. Only with a strong validator can it ever be completed; what there is of it serves ranges.
     */
    public Optional<OriginResponse> incomplete(OriginResponse response, long received) {
        return Combining.cut(response, received);
    }

    /** What becomes invalid through an answer to the request (RFC 9111 §4.4, RFC 9875 §3). */
    public Invalidation invalidation(CacheRequest request, int status, Headers response) {
        return Invalidation.of(request, status, response);
    }

    /** How long the stored response stays fresh; negative: since when it is stale. */
    public Duration remaining(StoredResponse stored, Instant now) {
        return Freshness.of(stored, policy, now).remaining();
    }

    /** For how long it is of any use to a store: beyond this it is stale without leave, and only its validators help. */
    public Duration usable(StoredResponse stored, Instant now) {
        return Freshness.of(stored, policy, now).usable();
    }

    /** Whether content may be changed on its way, by compressing it for instance (RFC 9111 §5.2.1.6, §5.2.2.6). */
    public boolean mayTransform(Headers request, Headers response) {
        return !Control.ofRequest(request).has("no-transform")
                && !Directives.of(response.all("Cache-Control")).has("no-transform")
                && !Control.of(response, policy).directives().has("no-transform");
    }
}
