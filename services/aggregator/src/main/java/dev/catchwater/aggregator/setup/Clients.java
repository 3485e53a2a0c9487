package dev.catchwater.aggregator.setup;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.Secret;
import dev.catchwater.aggregator.source.feed.FeedConnector;
import dev.catchwater.aggregator.source.mastodon.MastodonConnector;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.exchange.Bounds;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.observe.Meters;
import dev.catchwater.fairlead.sse.SseClient;
import dev.catchwater.fairlead.sse.SsePolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** Dice, threads, HTTP clients, and the connectors made of them. The clock is the one that {@code libs/web} offers. */
@ApplicationScoped
class Clients {

    private static final Headers HEADERS = Headers.of("User-Agent", "Catchwater-Aggregator/0.1 (feed reader)");
    private static final int STREAMS = 500;

    @Produces
    @Singleton
    @DefaultBean
    RandomGenerator dice() {
        return RandomGenerator.getDefault();
    }

    /** Parsing is work, and nothing that works may stand on an event loop. Few threads: each holds a parsed document. */
    @Produces
    @Singleton
    @Parsing
    ExecutorService parsing() {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
        return Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("parsing-", 0).factory());
    }

    void stop(@Disposes @Parsing ExecutorService parsing) {
        parsing.shutdownNow();
    }

    @Produces
    @Singleton
    Gathering gathering(
            Vertx vertx,
            AggregatorConfig config,
            MeterRegistry meters,
            @Parsing ExecutorService workers,
            InstantSource clock,
            RandomGenerator dice) {
        Settings common = Settings.named("gather")
                .withDefaults(HEADERS)
                .withGuard(guard(config))
                .withTimeout(Duration.ofSeconds(30))
                .withBounds(Bounds.DEFAULT.withMaxBody(FeedConnector.MAX_BODY))
                .withListener(new Meters(meters, "gather"));
        HttpClient http = HttpClient.create(vertx, common);
        Settings lasting = Settings.named("gather-streams")
                .withDefaults(HEADERS)
                .withGuard(guard(config))
                .withAdmission(AdmissionPolicy.DEFAULT.withInFlight(STREAMS))
                .withBounds(Bounds.DEFAULT.withIdle(config.streaming().silence()));
        HttpClient streams = HttpClient.create(vertx, lasting);
        SseClient sse = new SseClient(streams::send, SsePolicy.DEFAULT, new VertxTimers(vertx, clock), dice);
        return new Gathering(
                List.of(http, streams),
                List.of(
                        new FeedConnector(http, workers, clock),
                        new MastodonConnector(
                                http,
                                sse,
                                tokens(config),
                                workers,
                                clock,
                                config.mastodon().firstPages())));
    }

    void stop(@Disposes Gathering gathering) {
        gathering.clients().forEach(HttpClient::close);
    }

    private static GuardPolicy guard(AggregatorConfig config) {
        return new GuardPolicy(config.guard().enabled(), config.guard().allow().orElse(Set.of()));
    }

    static Map<String, Secret> tokens(AggregatorConfig config) {
        return config.mastodon().tokens().orElse(List.of()).stream()
                .map(text -> TokenText.of(text.value()))
                .collect(toUnmodifiableMap(TokenText::base, TokenText::token));
    }

    /** The clients of gathering, to be closed together, and the connectors over them. */
    record Gathering(List<HttpClient> clients, List<Connector> connectors) {}
}
