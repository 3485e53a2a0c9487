package dev.catchwater.edge.tally;

import dev.catchwater.edge.Served;
import dev.catchwater.edge.Served.How;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counters that one thread writes and any may read, at most a little late. */
final class Counts {
    private static final int CLASSES = 6;

    private final Map<How, Count> byHow = new EnumMap<>(How.class);
    private final AtomicLongArray statuses = new AtomicLongArray(CLASSES);
    private final AtomicLong origin = new AtomicLong();

    private static final class Count {
        private final AtomicLong responses = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
    }

    Counts() {
        for (How how : How.values()) {
            byHow.put(how, new Count());
        }
    }

    @SuppressWarnings("NullAway") // each has its count from the first moment
    void add(Served served) {
        Count count = byHow.get(served.how());
        add(count.responses, 1);
        add(count.bytes, served.bytes());
        int of = served.status() / 100;
        int status = of > 0 && of < CLASSES ? of : 0;
        statuses.lazySet(status, statuses.getPlain(status) + 1);
        add(origin, asksTheOrigin(served) ? 1 : 0);
    }

    /** Nobody else writes, so no read-modify-write is needed, and no fence before the next response. */
    private static void add(AtomicLong count, long more) {
        count.lazySet(count.getPlain() + more);
    }

    /** Who waits for another's answer does not ask. */
    static boolean asksTheOrigin(Served served) {
        return served.originNanos() > 0 && served.how() != How.COLLAPSED;
    }

    void addTo(Totals.Sum sum) {
        byHow.forEach((how, count) -> sum.add(how, count.responses.get(), count.bytes.get()));
        for (int of = 0; of < CLASSES; of++) {
            sum.status(of, statuses.get(of));
        }
        sum.asked(origin.get());
    }
}
