package dev.catchwater.live.meters;

import dev.catchwater.live.LiveSignal;
import dev.catchwater.live.log.LogState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What happens to listeners, as numbers below {@code <service>.live}: {@code .listeners} (gauge), {@code .published},
 * {@code .replayed}, {@code .coalesced}, {@code .resets}, {@code .refused} and {@code .left} (counters; the last by
 * {@code reason}), and, where a log is followed, {@code .log.readable}, 0 while they are told nothing (gauge).
 */
public final class LiveMeters {

    private static final Logger LOG = Logger.getLogger(LiveMeters.class);

    private final MeterRegistry registry;
    private final String prefix;
    private final AtomicInteger listeners;

    /** Meters of one hub; {@code service} is the first part of their names. */
    public LiveMeters(MeterRegistry registry, String service) {
        this.registry = registry;
        this.prefix = service + ".live.";
        this.listeners = gauge("listeners", 0);
    }

    /** For {@code HubBuilder.signals}. */
    public void on(LiveSignal signal) {
        switch (signal) {
            case LiveSignal.Published published -> count("published");
            case LiveSignal.OutOfOrder wrong -> LOG.errorf("event %s came after %s", wrong.id(), wrong.last());
            case LiveSignal.Joined(int now) -> listeners.set(now);
            case LiveSignal.Left left -> {
                listeners.set(left.listeners());
                String reason = left.reason().name().toLowerCase(Locale.ROOT);
                registry.counter(prefix + "left", "reason", reason).increment();
            }
            case LiveSignal.Refused refused -> count("refused");
            case LiveSignal.Replayed replayed -> count("replayed");
            case LiveSignal.Reset reset -> count("resets");
            case LiveSignal.Coalesced coalesced -> count("coalesced");
        }
    }

    /** For the {@code Broadcast} of a log: registers the gauge; what is told is also logged. */
    public Consumer<LogState> log() {
        AtomicInteger readable = gauge("log.readable", 1);
        return state -> {
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
        };
    }

    private AtomicInteger gauge(String name, int initially) {
        AtomicInteger value = new AtomicInteger(initially);
        // Strongly: a registry holds what it reads weakly, and the numbers live nowhere else.
        Gauge.builder(prefix + name, value, AtomicInteger::get)
                .strongReference(true)
                .register(registry);
        return value;
    }

    private void count(String what) {
        registry.counter(prefix + what).increment();
    }
}
