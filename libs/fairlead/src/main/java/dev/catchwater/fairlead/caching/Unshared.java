package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Timers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys whose answers cannot be shared, for a while; the eldest make room. Guarded by the flights. */
final class Unshared {
    private static final int MOST = 16_384;

    private final Duration lasts;
    private final Timers timers;
    private final Map<String, Long> untils = new LinkedHashMap<>();

    Unshared(Duration lasts, Timers timers) {
        this.lasts = lasts;
        this.timers = timers;
    }

    boolean has(String key) {
        Long until = untils.get(key);
        if (until != null && until - timers.nanos() <= 0) {
            untils.remove(key);
            return false;
        }
        return until != null;
    }

    void add(String key) {
        if (!lasts.isZero()) {
            untils.remove(key);
            untils.put(key, timers.nanos() + lasts.toNanos());
            if (untils.size() > MOST) {
                untils.remove(untils.keySet().iterator().next());
            }
        }
    }

    void remove(String key) {
        untils.remove(key);
    }
}
