package dev.catchwater.edge.tally;

import dev.catchwater.edge.Served;
import dev.catchwater.edge.Served.How;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Counts what is served. Each event loop has counters of its own; {@link #second}, once a second, makes the points of a
 * curve of them.
 */
public final class Tally implements Served.Listener {
    /** How many points are kept: ten minutes. */
    public static final int MOST_POINTS = 600;

    private static final int FADE_EVERY = 60;
    private static final int MOST_KEYS = 100;

    private final InstantSource clock;
    private final Instant since;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Lane> mine;
    private final Minute stored = new Minute();
    private final Minute fetched = new Minute();
    private final Minute origin = new Minute();
    private final Deque<Point> points = new ArrayDeque<>(MOST_POINTS);

    private Totals before = new Totals.Sum().totals();
    private long seconds;

    /**
     * A tally that begins now.
     *
     * @param samples so many responses a second of each loop, at most, are told
     * @param sampled is told of them, on the loop: must not block
     */
    public Tally(InstantSource clock, int samples, Consumer<Served> sampled) {
        this.clock = clock;
        this.since = clock.instant();
        this.mine = ThreadLocal.withInitial(() -> {
            Lane lane = new Lane(samples, sampled);
            lanes.add(lane);
            return lane;
        });
    }

    @Override
    public void on(Served served) {
        mine.get().add(served);
    }

    /** Closes a second. */
    public synchronized Point second() {
        Histogram ofStored = Minute.empty();
        Histogram ofFetched = Minute.empty();
        Histogram ofOrigin = Minute.empty();
        lanes.forEach(lane -> lane.second(ofStored, ofFetched, ofOrigin));
        stored.add(ofStored);
        fetched.add(ofFetched);
        origin.add(ofOrigin);
        if (++seconds % FADE_EVERY == 0) {
            lanes.forEach(Lane::fade);
        }
        Totals now = totals();
        Point point = point(now, ofStored, ofFetched);
        before = now;
        if (points.size() == MOST_POINTS) {
            points.removeFirst();
        }
        points.addLast(point);
        return point;
    }

    private Point point(Totals now, Histogram ofStored, Histogram ofFetched) {
        long hits = since(now, How.HIT) + since(now, How.STALE);
        long errors = now.statuses().getOrDefault(5, 0L) - before.statuses().getOrDefault(5, 0L);
        long bytes = now.bytes().values().stream().mapToLong(Long::longValue).sum()
                - before.bytes().values().stream().mapToLong(Long::longValue).sum();
        return new Point(
                clock.instant().getEpochSecond(),
                now.all() - before.all(),
                hits,
                since(now, How.COLLAPSED),
                now.origin() - before.origin(),
                Math.max(since(now, How.FAILED), errors),
                bytes,
                ofStored.getValueAtPercentile(50),
                ofStored.getValueAtPercentile(99),
                ofFetched.getValueAtPercentile(50),
                ofFetched.getValueAtPercentile(99));
    }

    private long since(Totals now, How how) {
        return now.responses().getOrDefault(how, 0L) - before.responses().getOrDefault(how, 0L);
    }

    /** The seconds after one, the oldest first. */
    public synchronized List<Point> after(long second) {
        return points.stream().filter(point -> point.at() > second).toList();
    }

    /** All that is known. */
    public synchronized Stats stats() {
        return new Stats(since, totals(), routes(), stored.latency(), fetched.latency(), origin.latency(), keys());
    }

    /** Of all routes together. */
    public Totals totals() {
        Totals.Sum sum = new Totals.Sum();
        lanes.forEach(lane -> lane.counts((route, counts) -> counts.addTo(sum)));
        return sum.totals();
    }

    /** By name of the route. */
    public Map<String, Totals> routes() {
        Map<String, Totals.Sum> sums = new HashMap<>();
        lanes.forEach(lane ->
                lane.counts((route, counts) -> counts.addTo(sums.computeIfAbsent(route, name -> new Totals.Sum()))));
        Map<String, Totals> totals = new HashMap<>();
        sums.forEach((route, sum) -> totals.put(route, sum.totals()));
        return totals;
    }

    private List<Stats.Key> keys() {
        Map<String, Long> counts = new HashMap<>();
        lanes.forEach(lane -> lane.keys().forEach(key -> counts.merge(key.key(), key.count(), Long::sum)));
        return counts.entrySet().stream()
                .map(entry -> new Stats.Key(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Stats.Key::count).reversed().thenComparing(Stats.Key::key))
                .limit(MOST_KEYS)
                .toList();
    }
}
