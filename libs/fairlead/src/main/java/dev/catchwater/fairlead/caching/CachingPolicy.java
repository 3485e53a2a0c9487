package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.SharedFlights;
import java.time.Duration;

/**
 * A client's cache.
 *
 * @param rules private or shared, and what an operator decides. In private mode requests with different credentials
 *     (Authorization, Cookie, fields of the client's) never see each other's answers
 * @param store where responses are kept; may be shared by clients with the same rules
 * @param keepStale how long a response with a validator is kept once it is of no other use
 * @param refreshTimeout of a validation in the background, its body included
 * @param maxRefreshes validations in the background at once; beyond it a stale answer stays stale until the next request
 * @param collapse what to do with equal requests at the same time
 * @param flights equal requests of other processes at the same time; only with a store that is shared as well
 */
public record CachingPolicy(
        CachePolicy rules,
        ResponseStore store,
        Duration keepStale,
        Duration refreshTimeout,
        int maxRefreshes,
        Collapse collapse,
        SharedFlights flights) {

    /**
     * Equal requests that wait for the first of them.
     *
     * @param maxWaiters for one answer; one more goes on its own, and 0 collapses nothing
     * @param maxWait how long one may be waited for, before the first who waits takes its place; nobody waits for more than
     *     two: then a few go on their own, and the others fail
     * @param unsharedFor how long nobody waits for a key after an answer that could not be shared
     * @param streamed whether those who wait read an answer as it comes; else when it is stored as a whole
     */
    public record Collapse(int maxWaiters, Duration maxWait, Duration unsharedFor, boolean streamed) {
        /** Nobody waits. */
        public static final Collapse OFF = new Collapse(0, Duration.ofSeconds(1));

        public Collapse {
            if (maxWaiters < 0 || maxWait.isNegative() || maxWait.isZero() || unsharedFor.isNegative()) {
                throw new IllegalArgumentException("collapsing needs a positive wait");
            }
        }

        /** Answers are waited for as a whole. */
        public Collapse(int maxWaiters, Duration maxWait, Duration unsharedFor) {
            this(maxWaiters, maxWait, unsharedFor, false);
        }

        /** The same, but answers are read by all as they come, at the pace of the fastest. */
        public Collapse asTheyCome() {
            return new Collapse(maxWaiters, maxWait, unsharedFor, true);
        }

        /** What cannot be shared is remembered for 10 s. */
        public Collapse(int maxWaiters, Duration maxWait) {
            this(maxWaiters, maxWait, Duration.ofSeconds(10));
        }
    }

    public CachingPolicy {
        if (keepStale.isNegative() || refreshTimeout.isNegative() || refreshTimeout.isZero() || maxRefreshes < 0) {
            throw new IllegalArgumentException("times and numbers of a cache must not be negative");
        }
    }

    /** A private cache in memory: validators kept for a day, up to 256 equal requests wait for 3 s. */
    public static CachingPolicy inMemory(long maxBytes, long maxEntryBytes) {
        return of(CachePolicy.PRIVATE, new MemoryStore(maxBytes, maxEntryBytes));
    }

    /** The same defaults with other rules and another store. */
    public static CachingPolicy of(CachePolicy rules, ResponseStore store) {
        return new CachingPolicy(
                rules,
                store,
                Duration.ofDays(1),
                Duration.ofSeconds(30),
                64,
                new Collapse(256, Duration.ofSeconds(3)),
                SharedFlights.NONE);
    }

    public CachingPolicy withCollapse(Collapse other) {
        return new CachingPolicy(rules, store, keepStale, refreshTimeout, maxRefreshes, other, flights);
    }

    /** This policy, where one process fetches for all. */
    public CachingPolicy withFlights(SharedFlights shared) {
        return new CachingPolicy(rules, store, keepStale, refreshTimeout, maxRefreshes, collapse, shared);
    }
}
