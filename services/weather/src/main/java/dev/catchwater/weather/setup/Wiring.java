package dev.catchwater.weather.setup;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.live.Hub;
import dev.catchwater.live.meters.LiveMeters;
import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.PlaceBook;
import dev.catchwater.weather.PlaceEvent;
import dev.catchwater.weather.SubscriptionBook;
import dev.catchwater.weather.WaitBook;
import dev.catchwater.weather.WarningBook;
import dev.catchwater.weather.api.EventJson;
import dev.catchwater.weather.flow.Board;
import dev.catchwater.weather.flow.Forecasts;
import dev.catchwater.weather.flow.GatherSettings;
import dev.catchwater.weather.flow.Gathering;
import dev.catchwater.weather.flow.Notifying;
import dev.catchwater.weather.flow.Remembering;
import dev.catchwater.weather.flow.Rounds;
import dev.catchwater.weather.flow.Warnings;
import dev.catchwater.weather.live.Broadcast;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** The river, put together. The clock is the one that {@code libs/web} offers. */
@ApplicationScoped
class Wiring {

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
    GatherSettings settings(WeatherConfig config) {
        return new GatherSettings(
                config.gather().tick(),
                config.gather().deadline(),
                config.gather().patience(),
                config.maxPlaces());
    }

    @Produces
    @Singleton
    Board board(RandomGenerator dice) {
        return new Board(dice);
    }

    @Produces
    @Singleton
    Forecasts forecasts(Telling telling) {
        return new Forecasts(telling::on);
    }

    @Produces
    @Singleton
    Warnings warnings(Telling telling) {
        return new Warnings(telling::on);
    }

    @Produces
    @Singleton
    Gathering gathering(
            Sources sources,
            Board board,
            Warnings warnings,
            Forecasts forecasts,
            GatherSettings settings,
            InstantSource clock,
            Telling telling) {
        return new Gathering(sources.all(), board, warnings, forecasts, settings.deadline(), clock, telling::on);
    }

    @Produces
    @Singleton
    Remembering remembering(
            ForecastBook learned,
            WarningBook told,
            WaitBook waits,
            Board board,
            Forecasts forecasts,
            Warnings warnings,
            InstantSource clock,
            Telling telling) {
        return new Remembering(learned, told, waits, board, forecasts, warnings, clock, telling::on);
    }

    @Produces
    @Singleton
    Rounds rounds(
            PlaceBook places,
            Remembering remembering,
            Gathering gathering,
            Board board,
            Forecasts forecasts,
            Warnings warnings,
            GatherSettings settings,
            InstantSource clock,
            Telling telling) {
        return new Rounds(places, remembering, gathering, board, forecasts, warnings, settings, clock, telling::on);
    }

    @Produces
    @Singleton
    Broadcast broadcast(Vertx vertx, InstantSource clock, ObjectMapper json, MeterRegistry registry) {
        LiveMeters meters = new LiveMeters(registry, "weather");
        return new Broadcast(vertx, clock, new EventJson(json)::data, meters::on);
    }

    @Produces
    @Singleton
    Notifying notifying(
            SubscriptionBook book, Deliveries deliveries, ObjectMapper json, InstantSource clock, FlowMeters meters) {
        EventJson views = new EventJson(json);
        return new Notifying(
                book,
                deliveries,
                noticed -> views.message(noticed, clock.instant()),
                new SecureRandom(),
                clock,
                meters::on);
    }

    @Produces
    @Singleton
    Hub<PlaceEvent> hub(Broadcast broadcast) {
        return broadcast.hub();
    }
}
