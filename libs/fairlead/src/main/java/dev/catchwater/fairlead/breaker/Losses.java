package dev.catchwater.fairlead.breaker;

import dev.catchwater.fairlead.Endpoint;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that attempts at an origin went to of late, and which of them were found lost. Only departures to an
 * endpoint that has not been seen for a while write, and only losses lock.
 */
final class Losses {
    private static final int MAX_KNOWN = 256;

    private static final class Sight {
        private volatile long seen;
        private volatile boolean lost;
        /** When it was last found lost. */
        private volatile @Nullable Long noticed;

        Sight(long now) {
            seen = now;
        }
    }

    private final long memory;
    private final ConcurrentHashMap<Endpoint, Sight> sights = new ConcurrentHashMap<>();

    /** @param memory for how long an endpoint that nobody is sent to is still one of the origin's */
    Losses(Duration memory) {
        this.memory = memory.toNanos();
    }

    void departed(Endpoint endpoint, long now) {
        Sight sight = sight(endpoint, now);
        if (now - sight.seen > memory / 10) {
            sight.seen = now;
        }
    }

    /** @param departed when the attempt set out: one that was on its way before the loss is no sign of recovery */
    void succeeded(Endpoint endpoint, long departed) {
        Sight sight = sights.get(endpoint);
        if (sight != null && sight.lost) {
            Long noticed = sight.noticed;
            sight.lost = noticed != null && departed - noticed <= 0;
        }
    }

    /**
     * Whether the loss of an endpoint tells something new to those who went there at that time: what was on its way
     * when it was first noticed was lost with it. Unless all that the origin has is lost: then each loss is the origin's.
     */
    synchronized boolean isNews(Endpoint endpoint, long departed, long now) {
        Sight sight = sight(endpoint, now);
        Long noticed = sight.noticed;
        boolean known = noticed != null && departed - noticed <= 0;
        if (known) {
            return sights.values().stream().noneMatch(other -> !other.lost && departed - other.seen <= memory);
        }
        sight.noticed = now;
        sight.lost = true;
        return true;
    }

    private Sight sight(Endpoint endpoint, long now) {
        Sight known = sights.get(endpoint);
        if (known != null) {
            return known;
        }
        if (sights.size() >= MAX_KNOWN) {
            sights.values().removeIf(other -> now - other.seen > memory);
        }
        return sights.computeIfAbsent(endpoint, none -> new Sight(now));
    }
}
