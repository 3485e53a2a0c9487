package dev.catchwater.fairlead.observe.patterns;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Watches how each origin and route answers. Hears attempts as they end, on any event loop; takes one lock of the
 * pattern's for each.
 */
public final class Patterns implements CallListener {
    private record Key(String scheme, String host, int port, String route) {
        static Key of(Request request) {
            URI uri = request.uri();
            String template = request.get(CallListener.TEMPLATE);
            return new Key(
                    uri.getScheme().toLowerCase(Locale.ROOT),
                    uri.getHost().toLowerCase(Locale.ROOT),
                    uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80,
                    template.isEmpty() ? PatternView.NONE : template);
        }
    }

    private record Row(String origin, String route, Window window) {}

    private final PatternPolicy policy;
    private final LongSupplier nanos;
    private final long since;
    private final Map<Key, Row> rows = new ConcurrentHashMap<>();
    private final Row other = new Row(PatternView.OTHER, PatternView.OTHER, new Window(0));
    private long swept = -1;

    /**
     * Begins to watch.
     *
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    public Patterns(PatternPolicy policy, LongSupplier nanos) {
        this.policy = policy;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    @Override
    public void on(CallEvent event) {
        if (event instanceof CallEvent.Exchanged attempt) {
            row(attempt.request()).window().record(index(elapsed()), Sample.of(attempt));
        }
    }

    /** The patterns that were seen in the last eleven minutes, the busiest first. */
    public List<PatternView> views() {
        long elapsed = elapsed();
        List<PatternView> views = new ArrayList<>();
        rows.values().forEach(row -> view(row, elapsed, views));
        view(other, elapsed, views);
        views.sort(Comparator.comparingLong((PatternView view) -> -view.recent().attempts())
                .thenComparing(PatternView::origin)
                .thenComparing(PatternView::route));
        return List.copyOf(views);
    }

    /** What the patterns take, in bytes, but for headers of objects. */
    long bytes() {
        return rows.values().stream().mapToLong(row -> row.window().bytes()).sum();
    }

    private static void view(Row row, long elapsed, List<PatternView> views) {
        Sum recent = new Sum();
        Sum before = new Sum();
        row.window().sum(index(elapsed), recent, before);
        if (recent.isEmpty() && before.isEmpty()) {
            return;
        }
        long begin = Math.max(0, (index(elapsed) - Window.RECENT + 1) * Window.SLICE_NANOS);
        long earlier = Math.min(begin, Window.BEFORE * Window.SLICE_NANOS);
        views.add(new PatternView(
                row.origin(),
                row.route(),
                recent.figures(elapsed - begin),
                before.figures(earlier),
                recent.isSlowerThan(before),
                recent.failsMoreThan(before)));
    }

    private Row row(Request request) {
        Key key = Key.of(request);
        Row known = rows.get(key);
        return known != null ? known : made(key, request);
    }

    private synchronized Row made(Key key, Request request) {
        Row known = rows.get(key);
        if (known != null) {
            return known;
        }
        long index = index(elapsed());
        if (rows.size() >= policy.maxPatterns() && swept < index) {
            swept = index;
            // What is recorded in a row at this very moment, after eleven minutes of nothing, is lost with it.
            rows.values().removeIf(row -> row.window().isIdle(index));
        }
        if (rows.size() >= policy.maxPatterns()) {
            return other;
        }
        Row row = new Row(request.origin(), key.route(), new Window(index));
        rows.put(key, row);
        return row;
    }

    private long elapsed() {
        return nanos.getAsLong() - since;
    }

    private static long index(long elapsed) {
        return elapsed / Window.SLICE_NANOS;
    }
}
