package dev.catchwater.trading.setup;

import dev.catchwater.trading.flow.Trader;
import dev.catchwater.trading.live.Broadcast;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** Numbers of the engine, as they were when it was last heard of. */
@ApplicationScoped
class TradingMeters {

    private final MeterRegistry registry;
    private final Broadcast broadcast;
    private final Trader trader;

    TradingMeters(MeterRegistry registry, Broadcast broadcast, Trader trader) {
        this.registry = registry;
        this.broadcast = broadcast;
        this.trader = trader;
    }

    void begin(@Observes StartupEvent started) {
        Gauge.builder("trading.reconciled", trader, now -> now.state().reconciled() ? 1 : 0)
                .register(registry);
        Gauge.builder(
                        "trading.differences",
                        trader,
                        now -> now.state().differences().size())
                .register(registry);
        gauge("trading.equity", snapshot -> snapshot.equity().doubleValue());
        gauge("trading.orders.working", snapshot -> snapshot.working().size());
        gauge("trading.orders.denied", Broadcast.Snapshot::denied);
        gauge("trading.reports.illegal", Broadcast.Snapshot::illegal);
        gauge("trading.reports.foreign", Broadcast.Snapshot::foreign);
        gauge("trading.events", Broadcast.Snapshot::events);
    }

    private void gauge(String name, ToDoubleFunction<Broadcast.Snapshot> value) {
        Gauge.builder(
                        name,
                        broadcast,
                        now -> now.latest().map(value::applyAsDouble).orElse(Double.NaN))
                .register(registry);
    }
}
