package dev.catchwater.prices.setup;

import dev.catchwater.live.LiveSignal;
import dev.catchwater.prices.live.LogState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * What happens to listeners, as numbers: {@code prices.live.listeners} (gauge), {@code .published},
 * {@code .coalesced}, {@code .resets}, {@code .refused} and {@code .left} (counters; the last by {@code reason}), and
 * {@code prices.live.log.readable}, 0 while they are told nothing (gauge).
 */
@ApplicationScoped
class LiveMeters {

    private static final Logger LOG = Logger.getLogger(LiveMeters.class);

    private final MeterRegistry registry;
    private final AtomicInteger listeners;
    private final AtomicInteger readable;

    LiveMeters(MeterRegistry registry) {
        this.registry = registry;
        this.readable = registry.gauge("prices.live.log.readable", new AtomicInteger(1));
        this.listeners = registry.gauge("prices.live.listeners", new AtomicInteger());
    }

    void on(LiveSignal signal) {
        switch (signal) {
            case LiveSignal.Published published -> count("published");
            case LiveSignal.OutOfOrder wrong -> LOG.errorf("event %s came after %s", wrong.id(), wrong.last());
            case LiveSignal.Joined(int now) -> listeners.set(now);
            case LiveSignal.Left left -> {
                listeners.set(left.listeners());
                registry.counter(
                                "prices.live.left",
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

    /** Said once when it changes, and not each time it is tried. */
    void log(LogState state) {
        switch (state) {
            case LogState.Lost(Throwable why) -> {
                readable.set(0);
                LOG.warnf("the event log cannot be read, so listeners are told nothing until it can: %s", why);
            }
            case LogState.Back again -> {
                readable.set(1);
                LOG.info("the event log can be read again");
            }
        }
    }

    private void count(String what) {
        registry.counter("prices.live." + what).increment();
    }
}
