package dev.catchwater.fairlead.quarkus.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The endpoints of one origin, and how requests are spread over them. */
public interface EndpointsConfig {
    /** The origin as requests name it, e.g. {@code http://orders.internal}; its host need not have an address. */
    Optional<URI> origin();

    /** A list: {@code address:port}, each with {@code ;weight=}, {@code ;priority=} and {@code ;zone=} if need be. */
    Optional<List<String>> addresses();

    /** Instead of a list, names in DNS. */
    DnsConfig dns();

    /** How one of those that may be asked is picked. */
    @WithDefault("peak-ewma")
    Pick picking();

    /** Endpoints of this zone are asked first. */
    Optional<String> zone();

    /** If less than this share is available all are asked again; 0 to 1, 0: never. */
    @WithDefault("0.5")
    double panic();

    /** When an endpoint is left alone for its answers. */
    Ejecting ejection();

    /** How an endpoint that is new or back is led in. */
    SlowStarting slowStart();

    /** A request that is made to each endpoint again and again. */
    Check check();

    /** How one is picked. */
    enum Pick {
        /** The better of two, by latency and requests in flight. */
        PEAK_EWMA,
        /** One after the other. */
        ROUND_ROBIN,
        /** By chance. */
        RANDOM,
        /** The one with the fewest requests in flight. */
        LEAST_REQUESTS,
        /** The same one for the same key of the request. */
        RENDEZVOUS
    }

    /** When an endpoint is left alone for its answers. */
    interface Ejecting {
        /** Failures without a success between them; 0: they eject nobody. */
        @WithDefault("5")
        int inARow();

        /** How long the first ejection lasts; the next ones twice, three times… as long. */
        @WithDefault("30s")
        Duration pause();

        /** How long any lasts at most; at most a day. */
        @WithDefault("300s")
        Duration maxPause();

        /** The share of endpoints that may be ejected at once, 0 to 1. */
        @WithDefault("0.5")
        double maxShare();

        /** How many endpoints with enough calls are needed for success rates to be compared; 0: they never are. */
        @WithDefault("5")
        int rateHosts();

        /** How many calls of an endpoint in the interval are enough. */
        @WithDefault("100")
        int rateCalls();

        /** After which success rates are compared, and counted anew; 1 ms to 1 h. */
        @WithDefault("10s")
        Duration rateInterval();

        /** How many standard deviations below the mean a success rate is too low. */
        @WithDefault("1.9")
        double rateDeviations();
    }

    /** How an endpoint that is new or back is led in. */
    interface SlowStarting {
        /** How long it takes; 0s: no ramp; at most an hour. */
        @WithDefault("30s")
        Duration window();

        /** The part of its weight that counts at first, over 0 to 1. */
        @WithDefault("0.1")
        double least();
    }

    /** A request that is made to each endpoint again and again. */
    interface Check {
        /** What is asked for by GET, from {@code /} on; absent: there is no check. */
        Optional<String> path();

        /** From the end of one to the next, a tenth more or less. */
        @WithDefault("10s")
        Duration interval();

        /** From sending to the head of the answer. */
        @WithDefault("2s")
        Duration timeout();

        /** Successes in a row that bring an endpoint back. */
        @WithDefault("2")
        int healthy();

        /** Failures in a row that take it out. */
        @WithDefault("3")
        int unhealthy();

        /** The statuses that are a success; absent: 200 to 299. */
        Optional<Set<Integer>> statuses();
    }
}
