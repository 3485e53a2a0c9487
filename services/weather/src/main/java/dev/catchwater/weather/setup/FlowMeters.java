package dev.catchwater.weather.setup;

import dev.catchwater.weather.flow.FlowEvent;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What happens while gathering, as numbers:
 *
 * <ul>
 *   <li>{@code weather.asks}: a timer of answered questions; tag {@code provider}
 *   <li>{@code weather.asked.places}: a counter of places that these were about; tag {@code provider}
 *   <li>{@code weather.failures}: a counter of products that did not come; tags {@code provider}, {@code product},
 *       {@code reason}
 *   <li>{@code weather.notices}: a counter of warnings told to places; tag {@code notice}
 *   <li>{@code weather.verified}: a counter of forecasts of ours of which it is known what came
 *   <li>{@code weather.faults}: a counter of failures of our own
 * </ul>
 */
@ApplicationScoped
class FlowMeters {

    private static final Logger LOG = Logger.getLogger("dev.catchwater.weather.flow");

    private final MeterRegistry registry;
    private final Set<String> remarked = ConcurrentHashMap.newKeySet();

    FlowMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void on(FlowEvent event) {
        switch (event) {
            case FlowEvent.Asked asked -> {
                String provider = asked.provider().label();
                registry.timer("weather.asks", "provider", provider).record(asked.took());
                registry.counter("weather.asked.places", "provider", provider).increment(asked.places());
            }
            case FlowEvent.Failed failed -> failed(failed);
            case FlowEvent.Remarked remark -> remarked(remark);
            case FlowEvent.Updated updated -> {}
            case FlowEvent.Noticed noticed ->
                registry.counter(
                                "weather.notices",
                                "notice",
                                noticed.notice().name().toLowerCase(Locale.ROOT))
                        .increment();
            case FlowEvent.Verified verified ->
                registry.counter("weather.verified").increment(verified.forecasts());
            case FlowEvent.Fault fault -> {
                registry.counter("weather.faults").increment();
                LOG.warnf(fault.why(), "%s failed", fault.what());
            }
        }
    }

    private void failed(FlowEvent.Failed failed) {
        String provider = failed.provider().label();
        String reason = failed.failure().tag();
        failed.products()
                .forEach(product -> registry.counter(
                                "weather.failures", "provider", provider, "product", product.label(), "reason", reason)
                        .increment());
    }

    /** Each once: a provider says the same with every answer. */
    private void remarked(FlowEvent.Remarked remark) {
        if (remarked.size() < 1_000 && remarked.add(remark.provider() + remark.remark())) {
            LOG.warnf("%s: %s", remark.provider().title(), remark.remark());
        }
    }
}
