package dev.catchwater.weather.source;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.SimulatedTime;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.AirNow;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Report;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox and a client of its own for each test, under one clock that only the test moves. */
abstract class OverSockets {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Place OSLO = new Place(
            "oslo", "Oslo", new Position(59.91, 10.75), 20.0, ZoneId.of("Europe/Oslo"), "NO", Set.of("EMMA_ID:NO007"));
    static final Place NEW_YORK = new Place(
            "nyc", "New York", new Position(40.78, -73.97), null, ZoneId.of("America/New_York"), "US", Set.of());

    final Vertx vertx = Vertx.vertx();
    final SimulatedTime time = new SimulatedTime(Instant.parse("2026-02-06T21:10:00Z"), vertx);
    Sandbox sandbox;
    HttpClient client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.quiet().withClock(time));
        Settings settings = Settings.named("test")
                .withGuard(new GuardPolicy(true, Set.of("127.0.0.1:" + sandbox.port())))
                .withDefaults(Headers.of("User-Agent", "Catchwater-Test/1.0 (test@example.org)"))
                .withCache(CachingPolicy.inMemory(16 << 20, 8 << 20));
        client = HttpClient.create(vertx, settings, time, new Random(1));
    }

    @AfterEach
    void stop() {
        client.close();
        sandbox.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    Asking asking() {
        return new Asking(client::send, Runnable::run, time);
    }

    String base(String path) {
        return sandbox.baseUri() + "/weather/" + path;
    }

    static Answer ask(WeatherSource source, Place place, Product... wanted) {
        return source.ask(List.of(place), Set.of(wanted))
                .await()
                .atMost(PATIENCE)
                .get(place.id());
    }

    static Report report(Answer answer, Product product) {
        return answer.reports().stream()
                .filter(report -> report.product() == product)
                .findFirst()
                .orElseThrow();
    }

    static Observation observation(Answer answer) {
        return ((Content.Current) report(answer, Product.CURRENT).content()).observation();
    }

    static List<Message> messages(Answer answer) {
        return ((Content.Alerts) report(answer, Product.ALERTS).content()).messages();
    }

    AirNow air(Answer answer) {
        Content.Air air = (Content.Air) report(answer, Product.AIR).content();
        return AirNow.of(air.hours(), time.instant()).orElseThrow();
    }
}
