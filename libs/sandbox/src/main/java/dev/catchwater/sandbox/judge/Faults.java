package dev.catchwater.sandbox.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The faults that are switched on, each for the upstreams under a path prefix. */
public final class Faults {

    private static final int MOST = 100;

    /**
     * How long a fault lasts and how often it strikes.
     *
     * @param count strikes until it is gone, or null for no end
     * @param duration time until it is gone, or null for no end
     * @param probability of striking a matching request, above 0 and at most 1
     */
    public record Extent(@Nullable Integer count, @Nullable Duration duration, double probability) {

        /** Strikes every request until it is cleared. */
        public static Extent always() {
            return new Extent(null, null, 1);
        }

        /** Strikes this many requests. */
        public static Extent times(int count) {
            return new Extent(count, null, 1);
        }

        /** Strikes every request for this long. */
        public static Extent during(Duration duration) {
            return new Extent(null, duration, 1);
        }
    }

    /**
     * A fault that is switched on.
     *
     * @param prefix of the upstream's name: {@code mastodon/harbour}, {@code feeds}; empty for all
     * @param strikes how many requests it has met
     */
    public record Rule(
            long id,
            String prefix,
            Fault fault,
            Extent extent,
            @Nullable Instant until,
            int strikes) {

        boolean spent(Instant now) {
            boolean counted = extent.count() != null && strikes >= extent.count();
            return counted || (until != null && !now.isBefore(until));
        }

        Rule struck() {
            return new Rule(id, prefix, fault, extent, until, strikes + 1);
        }
    }

    private final InstantSource clock;
    private final RandomGenerator random;
    private final List<Rule> rules = new ArrayList<>();
    private final ToIntFunction<String> streams;
    private long ids;

    /**
     * No faults.
     *
     * @param streams drops the open streams of the upstreams under a prefix and says how many there were
     */
    public Faults(InstantSource clock, RandomGenerator random, ToIntFunction<String> streams) {
        this.clock = clock;
        this.random = random;
        this.streams = streams;
    }

    /**
     * Switches a fault on.
     *
     * @throws IllegalArgumentException if the extent is empty, or 100 faults are on already
     */
    public synchronized Rule add(String prefix, Fault fault, Extent extent) {
        boolean counted = extent.count() == null || extent.count() > 0;
        if (!counted || !(extent.probability() > 0 && extent.probability() <= 1)) {
            throw new IllegalArgumentException("count must be above 0, probability above 0 and at most 1");
        }
        list();
        if (rules.size() >= MOST) {
            throw new IllegalArgumentException(MOST + " faults are on already: clear some");
        }
        Instant until = extent.duration() == null ? null : clock.instant().plus(extent.duration());
        var rule = new Rule(++ids, prefix, fault, extent, until, 0);
        rules.add(rule);
        return rule;
    }

    /** The faults that are on. */
    public synchronized List<Rule> list() {
        Instant now = clock.instant();
        rules.removeIf(rule -> rule.spent(now));
        return List.copyOf(rules);
    }

    /** Switches off every fault whose prefix starts with this one; empty for all. Says how many. */
    public synchronized int clear(String prefix) {
        int before = rules.size();
        rules.removeIf(rule -> rule.prefix().startsWith(prefix));
        return before - rules.size();
    }

    /** Cuts the open streams of the upstreams under this prefix, once. Says how many there were. */
    public int dropStreams(String prefix) {
        return streams.applyAsInt(prefix);
    }

    /** The faults that strike a request to this upstream now; each is counted. */
    synchronized List<Fault> strike(String upstream) {
        if (rules.isEmpty()) {
            return List.of();
        }
        list();
        var struck = new ArrayList<Fault>();
        rules.replaceAll(rule -> {
            boolean meets = upstream.equals(rule.prefix())
                    || rule.prefix().isEmpty()
                    || upstream.startsWith(rule.prefix() + "/");
            if (!meets || random.nextDouble() >= rule.extent().probability()) {
                return rule;
            }
            struck.add(rule.fault());
            return rule.struck();
        });
        return List.copyOf(struck);
    }
}
