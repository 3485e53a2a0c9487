package dev.catchwater.edge.tally;

import dev.catchwater.edge.Served;
import dev.catchwater.edge.Served.How;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** What one thread served. That thread alone writes; who asks reads beside it. */
final class Lane {
    /** Routes come and go with the file; names beyond these count under one. */
    private static final int MOST_ROUTES = 1_024;

    private static final String OTHERS = "(others)";
    private static final int PLACES = 512;

    /** Every so many responses the key is counted: often enough for what is frequent. */
    private static final int KEYS_EVERY = 8;

    private final Map<String, Counts> routes = new ConcurrentHashMap<>();
    private final SingleWriterRecorder stored = new SingleWriterRecorder(Minute.MOST, 2);
    private final SingleWriterRecorder fetched = new SingleWriterRecorder(Minute.MOST, 2);
    private final SingleWriterRecorder origin = new SingleWriterRecorder(Minute.MOST, 2);
    private final TopKeys keys = new TopKeys(PLACES);
    private final int samples;
    private final Consumer<Served> sampled;

    private int untilKey;
    private int untilSample;
    private volatile long count;
    private volatile int sampleEvery = 1;
    private volatile int sampleBudget;
    private long countBefore;

    /**
     * A lane.
     *
     * @param samples a second, at most
     */
    Lane(int samples, Consumer<Served> sampled) {
        this.samples = samples;
        this.sampled = sampled;
        this.sampleBudget = samples;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void add(Served served) {
        count++;
        of(served.route()).add(served);
        record(served);
        if (--untilKey < 0) {
            untilKey = KEYS_EVERY - 1;
            synchronized (keys) {
                keys.add(served.host() + served.path(), KEYS_EVERY);
            }
        }
        if (--untilSample < 0) {
            untilSample = sampleEvery - 1;
            if (sampleBudget > 0) {
                sampleBudget--;
                sampled.accept(served);
            }
        }
    }

    private void record(Served served) {
        long micros = Math.clamp(served.nanos() / 1_000, 0, Minute.MOST);
        (isStored(served.how()) ? stored : fetched).recordValue(micros);
        if (Counts.asksTheOrigin(served)) {
            origin.recordValue(Math.clamp(served.originNanos() / 1_000, 0, Minute.MOST));
        }
    }

    private static boolean isStored(How how) {
        return how == How.HIT || how == How.STALE;
    }

    private Counts of(String route) {
        Counts known = routes.get(route);
        if (known != null) {
            return known;
        }
        return routes.computeIfAbsent(routes.size() < MOST_ROUTES ? route : OTHERS, name -> new Counts());
    }

    /** Adds what was measured since the last time, and lets new samples through. One caller at a time. */
    void second(Histogram ofStored, Histogram ofFetched, Histogram ofOrigin) {
        ofStored.add(stored.getIntervalHistogram());
        ofFetched.add(fetched.getIntervalHistogram());
        ofOrigin.add(origin.getIntervalHistogram());
        long now = count;
        // Spread over a second like the last one, instead of its first moment.
        sampleEvery = (int) Math.max(1, (now - countBefore) / samples);
        sampleBudget = samples;
        countBefore = now;
    }

    void fade() {
        synchronized (keys) {
            keys.fade();
        }
    }

    void counts(BiConsumer<String, Counts> visitor) {
        routes.forEach(visitor);
    }

    List<TopKeys.Counted> keys() {
        synchronized (keys) {
            return keys.list();
        }
    }
}
