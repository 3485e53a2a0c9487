package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Timers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The pools of all origins that have several endpoints, their sources and their health checks. */
public final class Pools {
    private final Map<String, Pool> pools = new HashMap<>();
    private final List<Runnable> closing = new ArrayList<>();

    private Pools() {}

    /**
     * Opens the sources and begins the checks.
     *
     * @param random is asked on several event loops at once
     * @param allowed whether requests to an origin may be sent to an endpoint
     * @param listener hears of endpoints that come, go, are ejected and are back
     * @param checks what health checks are sent by
     */
    public static Pools open(
            List<Endpoints> all,
            Timers timers,
            RandomGenerator random,
            BiPredicate<String, Endpoint> allowed,
            CallListener listener,
            Next checks) {
        Pools opened = new Pools();
        for (Endpoints endpoints : all) {
            opened.add(endpoints, timers, random, allowed, listener, checks);
        }
        return opened;
    }

    private void add(
            Endpoints endpoints,
            Timers timers,
            RandomGenerator random,
            BiPredicate<String, Endpoint> allowed,
            CallListener listener,
            Next sender) {
        String origin = endpoints.origin();
        HealthChecks checks = endpoints
                .policy()
                .check()
                .map(check -> new HealthChecks(check, origin, timers, random, sender))
                .orElse(null);
        Consumer<List<Member>> members = checks == null ? none -> {} : checks::become;
        Pool pool = new Pool(endpoints, timers, random, endpoint -> allowed.test(origin, endpoint), listener, members);
        pools.put(origin, pool);
        if (checks != null) {
            checks.report(pool::checked);
            closing.add(checks::close);
        }
        EndpointSource.Watch watch = endpoints.source().open(pool, timers, random);
        closing.addFirst(watch::close);
    }

    @Nullable
    Pool of(String origin) {
        return pools.get(origin);
    }

    /**
     * The request to each of the endpoints that may be asked now; itself, if its origin has none of its own.
     *
     * @throws dev.catchwater.fairlead.HttpException if nothing is known of them, or there are none
     */
    public List<Request> targets(Request request) {
        Pool pool = pools.get(request.origin());
        return pool == null
                ? List.of(request)
                : pool.endpoints().stream().map(request::withEndpoint).toList();
    }

    /** All endpoints of all origins, by origin. */
    public List<EndpointView> views() {
        return pools.values().stream()
                .flatMap(pool -> pool.views().stream())
                .sorted(Comparator.comparing(EndpointView::origin))
                .toList();
    }

    /** Stops the sources and the checks; what is known stays. Idempotent. */
    public void close() {
        closing.forEach(Runnable::run);
    }
}
