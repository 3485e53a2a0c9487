package dev.catchwater.aggregator.setup;

import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.flow.FlowSettings;
import dev.catchwater.aggregator.flow.Planting;
import dev.catchwater.aggregator.flow.Poller;
import dev.catchwater.aggregator.flow.Streams;
import dev.catchwater.aggregator.flow.Sweeper;
import dev.catchwater.aggregator.timeline.FeedEvent;
import dev.catchwater.live.log.Broadcast;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Starts the river from its mouth up, and stops it from its source down. */
@ApplicationScoped
class Lifecycle {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final SourceBook book;
    private final FlowSettings settings;
    private final Broadcast<FeedEvent> broadcast;
    private final Poller poller;
    private final Streams streams;
    private final Sweeper sweeper;
    private final Planting planting;

    Lifecycle(
            SourceBook book,
            FlowSettings settings,
            Broadcast<FeedEvent> broadcast,
            Poller poller,
            Streams streams,
            Sweeper sweeper,
            Planting planting) {
        this.book = book;
        this.settings = settings;
        this.broadcast = broadcast;
        this.poller = poller;
        this.streams = streams;
        this.sweeper = sweeper;
        this.planting = planting;
    }

    void start(@Observes StartupEvent event) {
        broadcast.start();
        book.reclaim(settings.node())
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .indefinitely()
                .subscribe()
                .with(done -> gather(), thrown -> LOG.error("cannot begin to gather", thrown));
    }

    private void gather() {
        poller.start();
        streams.start();
        sweeper.start();
        planting.start();
    }

    void stop(@Observes ShutdownEvent event) {
        planting.stop();
        poller.stop();
        sweeper.stop();
        // Claims that cannot be given back now run out by themselves.
        streams.stop().onFailure().recoverWithNull().await().atMost(GOODBYE);
        broadcast.stop();
    }
}
