package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.Attribute;
import dev.catchwater.fairlead.Request;
import java.time.Duration;
import java.util.function.Function;

/** How one of the endpoints that may be asked is picked. All of them heed weights and slow start. */
public sealed interface Picking {
    /** What requests are told apart by under {@link Rendezvous}, where it is not the policy that says so. */
    Attribute<String> KEY = Attribute.of("balance-key", "");

    /** One after the other, the heavier ones more often but not in a row (smooth weighted round robin). */
    record RoundRobin() implements Picking {}

    /** By chance. */
    record AtRandom() implements Picking {}

    /** The one with the fewest requests in flight for its weight; chance decides among equals. */
    record LeastRequests() implements Picking {}

    /**
     * The better of two picked by chance, judged by latency times requests in flight (Finagle's peak EWMA). Latency is
     * that of heads; it jumps to a slower answer at once and forgets it slowly.
     *
     * @param decay in which a latency loses all but 37 % of its weight
     * @param penalty what a failure counts as at least: failing fast is not being fast
     */
    record PeakEwma(Duration decay, Duration penalty) implements Picking {
        public PeakEwma {
            if (decay.toMillis() < 1 || decay.compareTo(Duration.ofHours(1)) > 0 || penalty.isNegative()) {
                throw new IllegalArgumentException("a latency decays in 1 ms to 1 h, and no penalty is negative");
            }
        }
    }

    /**
     * The same one for the same key (rendezvous hashing), unless that has more than its share in flight: then the next
     * one in the key's own order.
     *
     * @param bound how much more than its share of what is in flight an endpoint may have; over 1, usually 1.25
     * @param key what requests are told apart by; the empty string: by nothing, which spreads them by chance
     */
    record Rendezvous(double bound, Function<Request, String> key) implements Picking {
        public Rendezvous {
            if (!(bound > 1 && bound <= 1_000)) {
                throw new IllegalArgumentException("the bound is over 1 and at most 1000");
            }
        }
    }

    static Picking roundRobin() {
        return new RoundRobin();
    }

    static Picking atRandom() {
        return new AtRandom();
    }

    static Picking leastRequests() {
        return new LeastRequests();
    }

    /** Decays in 10 s, failures count as a second. */
    static Picking peakEwma() {
        return new PeakEwma(Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    /** A quarter over the share at most, by {@link #KEY}. */
    static Picking rendezvous() {
        return rendezvous(request -> request.get(KEY));
    }

    /** A quarter over the share at most, by a key of the request. */
    static Picking rendezvous(Function<Request, String> key) {
        return new Rendezvous(1.25, key);
    }
}
