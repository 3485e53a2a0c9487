package dev.catchwater.fairlead.rate;

import dev.catchwater.fairlead.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of a client: its own, and a bounded number for origins and keys, of which the longest unused that have
 * nothing to remember are forgotten. Not thread-safe.
 */
public final class Buckets {
    /** How many of the longest unused are looked at for one that may be forgotten. */
    private static final int LOOK = 16;

    private final RatePolicy policy;
    private final @Nullable Bucket client;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);
    private final List<SharedTokens> wanting = new ArrayList<>();
    private final boolean none;

    public Buckets(RatePolicy policy) {
        this.policy = policy;
        client = policy.perClient()
                .map(limit -> new Bucket("this client", tokens("client", limit), Duration.ofNanos(1)))
                .orElse(null);
        none = client == null && policy.perOrigin().isEmpty() && policy.perKey().isEmpty() && !policy.learns();
    }

    private Tokens tokens(String name, RateLimit limit) {
        return policy.sharing()
                .<Tokens>map(sharing -> new SharedTokens(name, limit, sharing, wanting::add))
                .orElseGet(() -> new Gcra(limit));
    }

    /** Whether there may ever be leases to ask for. */
    public boolean areShared() {
        return policy.sharing().isPresent();
    }

    /** The leases that those who looked for tokens are in want of, once each. */
    public List<Asking> asks(Instant time, long now) {
        if (wanting.isEmpty()) {
            return List.of();
        }
        LeaseSource source = policy.sharing().orElseThrow().source();
        List<Asking> asks = wanting.stream()
                .map(tokens -> new Asking(tokens, source, tokens.ask(time, now)))
                .toList();
        wanting.clear();
        return asks;
    }

    /** What an attempt is charged; null if there is no room for another bucket. */
    public @Nullable Charges of(Request request, long now) {
        RateKey key = request.get(RatePolicy.KEY);
        if (none && key.limit().isEmpty()) {
            return Charges.NONE;
        }
        int cost = Math.max(0, request.get(RatePolicy.COST));
        Optional<RateLimit> limit = key.limit().or(policy::perKey);
        boolean keyed = !key.name().isEmpty() && (limit.isPresent() || policy.learns());
        String origin = request.origin();
        Bucket[] found = new Bucket[3];
        int count = 0;
        if (client != null) {
            found[count++] = client;
        }
        if (policy.perOrigin().isPresent() || (policy.learns() && !keyed)) {
            found[count++] = bucket(origin, "origin " + origin, policy.perOrigin(), null, now);
        }
        if (keyed) {
            Bucket besides = count == 0 ? null : found[count - 1];
            found[count++] = bucket(origin + " " + key.name(), "key at " + origin, limit, besides, now);
        }
        return charges(found, count, cost);
    }

    private @Nullable Charges charges(@Nullable Bucket[] found, int count, int cost) {
        Bucket[] all = new Bucket[count];
        for (int i = 0; i < count; i++) {
            Bucket bucket = found[i];
            if (bucket == null) {
                return null;
            }
            all[i] = bucket;
        }
        boolean teachable = policy.learns() && count > 0 && all[count - 1] != client;
        return new Charges(all, cost, teachable ? all[count - 1] : null);
    }

    private @Nullable Bucket bucket(
            String name, String scope, Optional<RateLimit> limit, @Nullable Bucket besides, long now) {
        Bucket known = buckets.get(name);
        if (known == null && makeRoom(besides, now)) {
            Tokens tokens = limit.map(it -> tokens(name, it)).orElse(Tokens.UNLIMITED);
            known = new Bucket(scope, tokens, policy.maxPause());
            buckets.put(name, known);
        }
        return known;
    }

    private boolean makeRoom(@Nullable Bucket besides, long now) {
        if (buckets.size() < policy.maxBuckets()) {
            return true;
        }
        Iterator<Bucket> oldest = buckets.values().iterator();
        for (int i = 0; i < LOOK && oldest.hasNext(); i++) {
            Bucket bucket = oldest.next();
            if (bucket != besides && !bucket.isNeeded(now)) {
                oldest.remove();
                return true;
            }
        }
        return false;
    }

    /** How many origins and keys are counted. */
    public int size() {
        return buckets.size();
    }
}
