package dev.catchwater.aggregator.setup;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.aggregator.PostBook;
import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.flow.Adding;
import dev.catchwater.aggregator.flow.Connectors;
import dev.catchwater.aggregator.flow.Documents;
import dev.catchwater.aggregator.flow.FlowSettings;
import dev.catchwater.aggregator.flow.Intake;
import dev.catchwater.aggregator.flow.Planting;
import dev.catchwater.aggregator.flow.Poller;
import dev.catchwater.aggregator.flow.Streams;
import dev.catchwater.aggregator.flow.Sweeper;
import dev.catchwater.aggregator.flow.Visit;
import dev.catchwater.aggregator.live.FeedJson;
import dev.catchwater.aggregator.post.PostIds;
import dev.catchwater.aggregator.schedule.Limits;
import dev.catchwater.aggregator.timeline.FeedEvent;
import dev.catchwater.aggregator.timeline.Reader;
import dev.catchwater.aggregator.timeline.Wakeups;
import dev.catchwater.live.Hub;
import dev.catchwater.live.log.Broadcast;
import dev.catchwater.live.meters.LiveMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The river, put together. */
@ApplicationScoped
class Wiring {

    /** Visits at once beside the poller's own: sources being added, gaps of streams being filled. */
    private static final int TURNS = 8;

    /** Heap for one large document with all that is made of it; DECISIONS.md has the figures. */
    private static final long A_LARGE_ONE = 256L << 20;

    @Produces
    @Singleton
    FlowSettings settings(
            AggregatorConfig config, RandomGenerator dice, @ConfigProperty(name = "quarkus.http.port") int port) {
        AggregatorConfig.Polling polling = config.polling();
        return new FlowSettings(
                Node.name(config, port) + "/" + Long.toHexString(dice.nextLong()),
                new Limits(polling.initial(), polling.min(), polling.max(), polling.maxBackoff()),
                polling.tick(),
                polling.atOnce(),
                polling.deadline(),
                polling.verifyDeadline(),
                polling.lease(),
                config.streaming().check(),
                config.maxSources(),
                config.keepEvents());
    }

    @Produces
    @Singleton
    PostIds ids(AggregatorConfig config, FlowSettings settings, InstantSource clock) {
        int number = config.nodeNumber().orElse(Math.floorMod(settings.node().hashCode(), PostIds.NODES));
        return new PostIds(clock, number);
    }

    @Produces
    @Singleton
    Intake intake(PostBook posts, InstantSource clock, FlowMeters meters) {
        return new Intake(posts, clock, meters::on);
    }

    @Produces
    @Singleton
    Documents documents() {
        return new Documents(TURNS, largeDocuments(Runtime.getRuntime().maxMemory()));
    }

    @Produces
    @Singleton
    Adding adding(
            Connectors connectors,
            SourceBook book,
            Intake intake,
            Documents documents,
            FlowSettings settings,
            InstantSource clock) {
        return new Adding(connectors, book, intake, documents, settings, clock);
    }

    @Produces
    @Singleton
    Poller poller(
            Connectors connectors,
            SourceBook book,
            Intake intake,
            Documents documents,
            FlowSettings settings,
            InstantSource clock,
            RandomGenerator dice,
            FlowMeters meters) {
        Visit visit = new Visit(connectors, book, intake, documents, settings, clock, dice, meters::on);
        return new Poller(book, visit, settings, clock, meters::on);
    }

    @Produces
    @Singleton
    Streams streams(
            Connectors connectors,
            SourceBook book,
            Intake intake,
            Documents documents,
            FlowSettings settings,
            InstantSource clock,
            FlowMeters meters) {
        return new Streams(connectors, book, intake, documents, settings, clock, meters::on);
    }

    @Produces
    @Singleton
    Sweeper sweeper(SourceBook book, PostBook posts, FlowSettings settings, InstantSource clock, FlowMeters meters) {
        return new Sweeper(book, posts, settings, clock, meters::on);
    }

    @Produces
    @Singleton
    Planting planting(AggregatorConfig config, Adding adding, SourceBook book, FlowMeters meters) {
        List<Planting.Seed> seeds = config.seedSources().orElse(List.of()).stream()
                .map(SeedText::seed)
                .toList();
        return new Planting(adding, book, seeds, meters::on);
    }

    @Produces
    @Singleton
    Broadcast<FeedEvent> broadcast(
            Vertx vertx, Reader reader, Wakeups wakeups, ObjectMapper json, MeterRegistry registry) {
        LiveMeters meters = new LiveMeters(registry, "aggregator");
        return new Broadcast<>(
                Hub.<FeedEvent>builder(vertx).encode(new FeedJson(json)::data).signals(meters::on),
                reader,
                wakeups.wakeups(),
                meters.log());
    }

    @Produces
    @Singleton
    Hub<FeedEvent> hub(Broadcast<FeedEvent> broadcast) {
        return broadcast.hub();
    }

    static int largeDocuments(long heap) {
        return Math.clamp(heap / A_LARGE_ONE, 1, 16);
    }
}
