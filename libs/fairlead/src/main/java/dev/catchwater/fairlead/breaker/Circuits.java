package dev.catchwater.fairlead.breaker;

import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The circuits of a client's origins, bounded; shared by all that share its connections. */
public final class Circuits {
    /** What of a full map is made room at once, so that a crawl over new origins does not search it for each. */
    private static final int SHARE_EVICTED = 8;

    private static final long SEARCH_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    /** Hears of changes. */
    @FunctionalInterface
    interface Observer {
        void changed(String origin, CircuitState from, CircuitState to);
    }

    private final BreakerPolicy policy;
    private final Timers timers;
    private final RandomGenerator random;
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();
    private long searchedInVain;
    private boolean allBusy;

    /**
     * No circuits yet.
     *
     * @param random is asked on several event loops at once
     */
    public Circuits(BreakerPolicy policy, Timers timers, RandomGenerator random) {
        this.policy = policy;
        this.timers = timers;
        this.random = random;
    }

    BreakerPolicy policy() {
        return policy;
    }

    /** All there are, by origin. */
    public List<CircuitView> views() {
        long now = timers.nanos();
        return circuits.entrySet().stream()
                .map(entry -> CircuitView.of(entry.getKey(), entry.getValue(), now))
                .sorted(Comparator.comparing(CircuitView::origin))
                .toList();
    }

    /** The circuit of an origin; none if there is no room for one. */
    @Nullable
    Circuit of(String origin, Observer observer) {
        Circuit known = circuits.get(origin);
        return known != null ? known : add(origin, observer);
    }

    private synchronized @Nullable Circuit add(String origin, Observer observer) {
        Circuit known = circuits.get(origin);
        if (known != null) {
            return known;
        }
        if (circuits.size() >= policy.maxOrigins() && !makeRoom(observer)) {
            return null;
        }
        Circuit added = new Circuit(policy, timers, random);
        circuits.put(origin, added);
        return added;
    }

    private boolean makeRoom(Observer observer) {
        long now = timers.nanos();
        if (allBusy && now - searchedInVain < SEARCH_AGAIN_NANOS) {
            return false;
        }
        int wanted = Math.max(1, policy.maxOrigins() / SHARE_EVICTED);
        // Read once each: the order must not change while it is being sorted.
        record Used(String origin, Circuit circuit, long last) {}
        List<Used> eldest = circuits.entrySet().stream()
                .map(entry -> new Used(
                        entry.getKey(), entry.getValue(), entry.getValue().lastUsed()))
                .sorted(Comparator.comparingLong(used -> used.last() - now))
                .toList();
        int removed = 0;
        for (Used used : eldest) {
            if (removed == wanted) {
                break;
            }
            if (used.circuit().retire(now, (from, to) -> observer.changed(used.origin(), from, to))) {
                circuits.remove(used.origin());
                removed++;
            }
        }
        allBusy = removed == 0;
        searchedInVain = now;
        return !allBusy;
    }
}
