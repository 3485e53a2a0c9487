package dev.catchwater.fairlead;

import java.util.List;
import java.util.random.RandomGenerator;

/** Where the endpoints of an origin come from: a list, DNS, a registry. */
@FunctionalInterface
public interface EndpointSource {
    /** Hears of endpoints. On any thread, one call at a time. */
    interface Listener {
        /** These are all there are from now on; none at all is an answer, too. */
        void changed(List<Endpoint> endpoints);

        /** Nothing is known any more, or still not. Attempts fail until something is. */
        void failed();
    }

    /** A source that is being listened to. */
    @FunctionalInterface
    interface Watch {
        /** Stops it; nothing is told after that but what is being told already. Idempotent. */
        void close();
    }

    /**
     * Begins to tell a listener: what is known at once on the caller's thread, changes as they come.
     *
     * @param random for jitter
     */
    Watch open(Listener listener, Timers timers, RandomGenerator random);

    /** Endpoints that the operator names, and that never change; they may be private addresses. */
    static EndpointSource of(Endpoint... endpoints) {
        return of(List.of(endpoints));
    }

    /** The same as a list. */
    static EndpointSource of(List<Endpoint> endpoints) {
        List<Endpoint> named = endpoints.stream().map(Endpoint::byTheOperator).toList();
        return (listener, timers, random) -> {
            listener.changed(named);
            return () -> {};
        };
    }
}
