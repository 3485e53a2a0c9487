package dev.catchwater.aggregator.setup;

import dev.catchwater.aggregator.flow.FlowEvent;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.postgres.StoreAway;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What happens while gathering, as numbers:
 *
 * <ul>
 *   <li>{@code aggregator.polls}: a timer of visits that were answered; tags {@code platform}, {@code changed}
 *   <li>{@code aggregator.poll.failures}: a counter; tags {@code platform}, {@code reason}
 *   <li>{@code aggregator.posts}: a counter; tags {@code platform}, {@code change} (posted, edited, deleted)
 *   <li>{@code aggregator.post.delay}: a timer from a new post's publication to its being stored; tag {@code platform}
 *   <li>{@code aggregator.streams.up}: a gauge of streams that stand
 *   <li>{@code aggregator.trouble}: a counter of failures of our own; tag {@code what}
 * </ul>
 */
@ApplicationScoped
class FlowMeters {

    private static final Logger LOG = Logger.getLogger("dev.catchwater.aggregator.flow");

    private final MeterRegistry registry;
    private final Set<Integer> up = ConcurrentHashMap.newKeySet();

    FlowMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("aggregator.streams.up", up, Set::size);
    }

    void on(FlowEvent event) {
        switch (event) {
            case FlowEvent.Polled polled ->
                Timer.builder("aggregator.polls")
                        .tag("platform", polled.platform().label())
                        .tag("changed", Boolean.toString(polled.changed()))
                        .register(registry)
                        .record(polled.took());
            case FlowEvent.PollFailed failed -> {
                LOG.debugf(
                        "a %s source failed: %s",
                        failed.platform().label(), failed.failure().message());
                count(
                        "aggregator.poll.failures",
                        failed.platform(),
                        "reason",
                        failed.failure().tag(),
                        1);
            }
            case FlowEvent.Wrote wrote -> wrote(wrote);
            case FlowEvent.StreamUp stream -> up.add(stream.source());
            case FlowEvent.StreamDown stream -> {
                up.remove(stream.source());
                LOG.infof("the stream of source %d is down: %s", stream.source(), stream.why());
            }
            case FlowEvent.Trouble trouble -> trouble(trouble);
        }
    }

    private void wrote(FlowEvent.Wrote wrote) {
        Platform platform = wrote.platform();
        count("aggregator.posts", platform, "change", "posted", wrote.counts().posted());
        count("aggregator.posts", platform, "change", "edited", wrote.counts().edited());
        count("aggregator.posts", platform, "change", "deleted", wrote.counts().deleted());
        wrote.delay()
                .ifPresent(delay -> Timer.builder("aggregator.post.delay")
                        .tag("platform", platform.label())
                        .register(registry)
                        .record(delay));
    }

    private void trouble(FlowEvent.Trouble trouble) {
        Counter.builder("aggregator.trouble")
                .tag("what", trouble.what())
                .register(registry)
                .increment();
        if (trouble.why() instanceof StoreAway) {
            LOG.debugf("%s: %s", trouble.what(), trouble.why().getMessage());
        } else {
            LOG.warnf(trouble.why(), "%s failed", trouble.what());
        }
    }

    private void count(String name, Platform platform, String tag, String value, int amount) {
        Counter.builder(name)
                .tag("platform", platform.label())
                .tag(tag, value)
                .register(registry)
                .increment(amount);
    }
}
