package dev.catchwater.weather.setup;

import dev.catchwater.live.LiveSignal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * What happens to listeners, as numbers: {@code weather.live.listeners} (gauge), {@code .published}, {@code .replayed},
 * {@code .coalesced}, {@code .resets}, {@code .refused} and {@code .left} (counters; the last by {@code reason}).
 */
@ApplicationScoped
class LiveMeters {

    private static final Logger LOG = Logger.getLogger(LiveMeters.class);

    private final MeterRegistry registry;
    private final AtomicInteger listeners;

    LiveMeters(MeterRegistry registry) {
        this.registry = registry;
        this.listeners = registry.gauge("weather.live.listeners", new AtomicInteger());
    }

    void on(LiveSignal signal) {
        switch (signal) {
            case LiveSignal.Published published -> count("published");
            case LiveSignal.OutOfOrder wrong -> LOG.errorf("event %s came after %s", wrong.id(), wrong.last());
            case LiveSignal.Joined(int now) -> listeners.set(now);
            case LiveSignal.Left left -> {
                listeners.set(left.listeners());
                registry.counter(
                                "weather.live.left",
                                "reason",
                                left.reason().name().toLowerCase(Locale.ROOT))
                        .increment();
            }
            case LiveSignal.Refused refused -> count("refused");
            case LiveSignal.Replayed replayed -> count("replayed");
            case LiveSignal.Reset reset -> count("resets");
            case LiveSignal.Coalesced coalesced -> count("coalesced");
        }
    }

    private void count(String what) {
        registry.counter("weather.live." + what).increment();
    }
}
