package dev.catchwater.prices.setup;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.prices.flow.FlowEvent;
import dev.catchwater.prices.host.Pace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * What happens while watching, as numbers:
 *
 * <ul>
 *   <li>{@code prices.looks}: a timer; tags {@code state}, {@code changed}
 *   <li>{@code prices.alerts}: a counter
 *   <li>{@code prices.hosts.moved}: a counter of hosts that came to stand on another rung; tag {@code to}
 *   <li>{@code prices.turns.lost}: a counter of looks of which nothing was written, since another had taken the turn
 *   <li>{@code prices.trouble}: a counter of failures of our own; tag {@code what}
 * </ul>
 */
@ApplicationScoped
class FlowMeters {

    private static final Logger LOG = Logger.getLogger("dev.catchwater.prices.flow");

    private final MeterRegistry registry;

    FlowMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void on(FlowEvent event) {
        switch (event) {
            case FlowEvent.Looked looked -> {
                Timer.builder("prices.looks")
                        .tag("state", looked.state().name().toLowerCase(Locale.ROOT))
                        .tag("changed", Boolean.toString(looked.changed()))
                        .register(registry)
                        .record(looked.took());
                registry.counter("prices.alerts").increment(looked.alerts());
            }
            case FlowEvent.Moved moved -> moved(moved);
            case FlowEvent.Overtaken overtaken ->
                registry.counter("prices.turns.lost").increment();
            case FlowEvent.Trouble trouble -> trouble(trouble);
        }
    }

    private void moved(FlowEvent.Moved moved) {
        registry.counter("prices.hosts.moved", "to", moved.to().name().toLowerCase(Locale.ROOT))
                .increment();
        if (moved.to() == Pace.Mode.QUARANTINED) {
            LOG.warnf(
                    "%s keeps us out and is quarantined: ask the shop for a feed, an API, or for leave",
                    moved.origin());
        } else {
            LOG.infof("%s is %s now, after %s", moved.origin(), moved.to(), moved.from());
        }
    }

    private void trouble(FlowEvent.Trouble trouble) {
        registry.counter("prices.trouble", "what", trouble.what()).increment();
        if (trouble.why() instanceof StoreAway) {
            LOG.debugf("%s: %s", trouble.what(), trouble.why().getMessage());
        } else {
            LOG.warnf(trouble.why(), "%s failed", trouble.what());
        }
    }
}
