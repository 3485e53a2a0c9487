package dev.catchwater.edge.setup;

import dev.catchwater.edge.Served.How;
import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.tally.Tally;
import dev.catchwater.edge.tally.Totals;
import dev.catchwater.live.LiveSignal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What was served and is stored, as meters: {@code edge.responses} and {@code edge.bytes} (by {@code route} and {@code how}),
 * {@code edge.origin.requests} (by {@code route}), {@code edge.latency} (microseconds of the last minute, by {@code of} and
 * {@code quantile}), {@code edge.store.bytes}, {@code edge.store.entries} and {@code edge.store.evictions} (by {@code tier}), {@code edge.store.failures} of the disk, {@code edge.store.dropped} for
 * lack of time, and
 * {@code edge.live.listeners}.
 */
@ApplicationScoped
class ControlMeters {

    private static final Totals NOTHING = new Totals(Map.of(), Map.of(), Map.of(), 0);

    private final MeterRegistry registry;
    private final Set<String> known = new HashSet<>();
    private final AtomicInteger listeners;
    private volatile Map<String, Totals> routes = new HashMap<>();

    ControlMeters(MeterRegistry registry, Provider<Shelf> shelf) {
        this.registry = registry;
        this.listeners = registry.gauge("edge.live.listeners", new AtomicInteger());
        tier("memory", () -> shelf.get().view().memory());
        tier("disk", () -> shelf.get().view().disk());
        trouble(() -> shelf.get().view().trouble());
    }

    /** Takes what the tally has now; routes are named by the file, so that their number is bounded. */
    void count(Tally tally) {
        routes = tally.routes();
        for (String route : routes.keySet()) {
            if (known.add(route)) {
                register(route);
            }
        }
    }

    private void register(String route) {
        for (How how : How.values()) {
            String tag = how.name().toLowerCase(Locale.ROOT);
            counter("edge.responses", totals -> totals.responses().getOrDefault(how, 0L), route, tag);
            counter("edge.bytes", totals -> totals.bytes().getOrDefault(how, 0L), route, tag);
        }
        FunctionCounter.builder(
                        "edge.origin.requests", this, self -> self.of(route).origin())
                .tag("route", route)
                .register(registry);
    }

    private void counter(String name, ToDoubleFunction<Totals> value, String route, String how) {
        FunctionCounter.builder(name, this, self -> value.applyAsDouble(self.of(route)))
                .tags("route", route, "how", how)
                .register(registry);
    }

    private Totals of(String route) {
        return routes.getOrDefault(route, NOTHING);
    }

    private void tier(String name, Supplier<ShelfView.Tier> tier) {
        Gauge.builder("edge.store.bytes", () -> tier.get().bytes())
                .tag("tier", name)
                .register(registry);
        Gauge.builder("edge.store.entries", () -> tier.get().entries())
                .tag("tier", name)
                .register(registry);
        FunctionCounter.builder("edge.store.evictions", tier, view -> view.get().evictions())
                .tag("tier", name)
                .register(registry);
    }

    private void trouble(Supplier<ShelfView.Trouble> trouble) {
        FunctionCounter.builder(
                        "edge.store.failures", trouble, view -> view.get().failures())
                .register(registry);
        FunctionCounter.builder(
                        "edge.store.dropped", trouble, view -> view.get().dropped())
                .register(registry);
    }

    void on(LiveSignal signal) {
        switch (signal) {
            case LiveSignal.Joined(int now) -> listeners.set(now);
            case LiveSignal.Left left -> listeners.set(left.listeners());
            default -> {}
        }
    }
}
