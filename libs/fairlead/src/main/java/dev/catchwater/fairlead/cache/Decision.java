package dev.catchwater.fairlead.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** RFC 9111 §4: whether and how what is stored answers a request. */
final class Decision {
    private final CacheRequest request;
    private final CachePolicy policy;
    private final Instant now;
    private final Directives asked;

    Decision(CacheRequest request, CachePolicy policy, Instant now) {
        this.request = request;
        this.policy = policy;
        this.now = now;
        this.asked = Control.ofRequest(request.headers());
    }

    Verdict among(Collection<StoredResponse> candidates) {
        Verdict verdict = choose(candidates);
        boolean answered = verdict instanceof Verdict.Fresh || verdict instanceof Verdict.Stale;
        return !answered && asked.has("only-if-cached") && policy.honourRequests()
                ? new Verdict.Unsatisfiable()
                : verdict;
    }

    private Verdict choose(Collection<StoredResponse> candidates) {
        if (!request.isGet() && !request.isHead()) {
            return new Verdict.Fetch(Forward.METHOD);
        }
        if (Preconditions.onlyForTheOrigin(request.headers())) {
            return new Verdict.Fetch(Forward.BYPASS);
        }
        StoredResponse selected = selected(candidates);
        if (selected != null) {
            return use(selected);
        }
        if (candidates.isEmpty()) {
            return new Verdict.Fetch(Forward.URI_MISS);
        }
        return policy.asksAboutVariants()
                ? Negotiation.among(request, candidates)
                : new Verdict.Fetch(Forward.VARY_MISS);
    }

    /** RFC 9111 §4: of several the most recent, by its Date. */
    private @Nullable StoredResponse selected(Collection<StoredResponse> candidates) {
        StoredResponse best = null;
        for (StoredResponse stored : candidates) {
            if (Vary.matches(stored, request.headers(), policy) && (best == null || isNewer(stored, best))) {
                best = stored;
            }
        }
        return best;
    }

    private static boolean isNewer(StoredResponse one, StoredResponse other) {
        int byDate = one.metadata().date().compareTo(other.metadata().date());
        return byDate > 0 || (byDate == 0 && !one.responseTime().isBefore(other.responseTime()));
    }

    private Verdict use(StoredResponse stored) {
        if (!Delivery.isPossible(request, stored)) {
            return Combining.missing(request, stored)
                    .<Verdict>map(conditions -> new Verdict.Complete(stored, conditions))
                    .orElseGet(() -> new Verdict.Fetch(Forward.PARTIAL));
        }
        Freshness freshness = Freshness.of(stored, policy, now);
        if (stored.invalid() || freshness.terms().alwaysValidated()) {
            return ask(stored, Forward.STALE);
        }
        if (forbids(freshness)) {
            return ask(stored, Forward.REQUEST);
        }
        if (freshness.isFresh()) {
            return new Verdict.Fresh(stored, freshness.age(), freshness.remaining());
        }
        boolean refresh = freshness.usableWhileRevalidating();
        return refresh || acceptsStale(freshness)
                ? new Verdict.Stale(stored, freshness.age(), freshness.remaining(), refresh)
                : ask(stored, Forward.STALE);
    }

    private Verdict ask(StoredResponse stored, Forward why) {
        return stored.hasValidator()
                ? new Verdict.Revalidate(stored, Validating.conditions(stored), why)
                : new Verdict.Fetch(why);
    }

    /** RFC 9111 §5.2.1: no-cache, max-age and min-fresh; what cannot be read asks for the most. */
    private boolean forbids(Freshness freshness) {
        if (asked == Directives.SILENT || !policy.honourRequests()) {
            return false;
        }
        if (asked.has("no-cache")) {
            return true;
        }
        boolean tooOld = asked.has("max-age")
                && isOlderThan(freshness.age(), asked.seconds("max-age", 0).orElse(0));
        // RFC 8246 §2: a reload does not validate what cannot change; only no-cache does.
        boolean immutable = freshness.isFresh() && freshness.terms().immutable();
        long minFresh = asked.seconds("min-fresh", Directives.MOST_SECONDS).orElse(0);
        boolean tooShort = minFresh > 0 && freshness.remaining().compareTo(Duration.ofSeconds(minFresh)) < 0;
        return (tooOld && !immutable) || tooShort;
    }

    private static boolean isOlderThan(Duration age, long seconds) {
        return seconds == 0 || age.compareTo(Duration.ofSeconds(seconds)) > 0;
    }

    /** RFC 9111 §5.2.1.2. */
    private boolean acceptsStale(Freshness freshness) {
        if (!policy.honourRequests()
                || !asked.has("max-stale")
                || freshness.terms().staleForbidden()) {
            return false;
        }
        long most = asked.isBare("max-stale")
                ? Long.MAX_VALUE
                : asked.seconds("max-stale", 0).orElse(0);
        return freshness.remaining().negated().compareTo(Duration.ofSeconds(most)) <= 0;
    }

    /** RFC 5861 §4: whether it may stand in for an error that the origin answered with. */
    boolean standsInForError(StoredResponse stored) {
        Freshness freshness = Freshness.of(stored, policy, now);
        return mayStandIn(stored, freshness) && freshness.usableOnError(asked);
    }

    /** RFC 9111 §4.2.4: whether it may stand in for an origin that gave no answer. */
    boolean standsInForNone(StoredResponse stored) {
        Freshness freshness = Freshness.of(stored, policy, now);
        return mayStandIn(stored, freshness) && (freshness.usableOnError(asked) || freshness.usableWhileDisconnected());
    }

    private boolean mayStandIn(StoredResponse stored, Freshness freshness) {
        return !stored.invalid() && !forbids(freshness);
    }
}
