package dev.catchwater.aggregator.setup;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.catchwater.aggregator.Secret;
import dev.catchwater.aggregator.flow.Connectors;
import dev.catchwater.aggregator.source.feed.FeedConnector;
import dev.catchwater.aggregator.source.mastodon.MastodonConnector;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.fairlead.sse.SseClient;
import dev.catchwater.fairlead.sse.SsePolicy;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** Dice, threads, and the connectors over the HTTP clients. The clock is the one that {@code libs/web} offers. */
@ApplicationScoped
class Clients {

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

    /** Both clients are {@code fairlead.…} in application.properties. */
    @Produces
    @Singleton
    Connectors connectors(
            @Client("gather") HttpClient http,
            @Client("streams") HttpClient streams,
            Vertx vertx,
            AggregatorConfig config,
            @Parsing ExecutorService workers,
            InstantSource clock,
            RandomGenerator dice) {
        SseClient sse = new SseClient(streams::send, SsePolicy.DEFAULT, new VertxTimers(vertx, clock), dice);
        AggregatorConfig.Mastodon mastodon = config.mastodon();
        return new Connectors(List.of(
                new FeedConnector(http, workers, clock),
                new MastodonConnector(http, sse, tokens(config), workers, clock, mastodon.firstPages())));
    }

    static Map<String, Secret> tokens(AggregatorConfig config) {
        return config.mastodon().tokens().orElse(List.of()).stream()
                .map(text -> TokenText.of(text.value()))
                .collect(toUnmodifiableMap(TokenText::base, TokenText::token));
    }
}
