package dev.catchwater.prices.setup;

import dev.catchwater.live.Hub;
import dev.catchwater.live.log.Broadcast;
import dev.catchwater.live.meters.LiveMeters;
import dev.catchwater.prices.HookBook;
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.PageSource;
import dev.catchwater.prices.event.Event;
import dev.catchwater.prices.event.EventBook;
import dev.catchwater.prices.flow.Budgets;
import dev.catchwater.prices.flow.Crew;
import dev.catchwater.prices.flow.FlowSettings;
import dev.catchwater.prices.flow.Hooking;
import dev.catchwater.prices.flow.Tracking;
import dev.catchwater.prices.flow.Visits;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.recheck.Budget;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/** The river, put together. */
@ApplicationScoped
class Wiring {

    private static final int HOSTS_AT_ONCE = 16;

    @Produces
    @Singleton
    FlowSettings settings(PricesConfig config) {
        PricesConfig.Pace pace = config.pace();
        PricesConfig.Recheck recheck = config.recheck();
        return new FlowSettings(
                new Pace.Limits(
                        Math.min(pace.start(), pace.most()),
                        pace.most(),
                        Math.min(Pace.Limits.DEFAULT.least(), pace.most()),
                        pace.firstWait(),
                        pace.quarantine(),
                        pace.longest(),
                        pace.strikes()),
                new Budget.Bounds(recheck.shortest(), recheck.longest()),
                recheck.share(),
                recheck.idle(),
                recheck.again(),
                recheck.deadline(),
                config.maxPages());
    }

    @Produces
    @Singleton
    Visits visits(
            PageBook book,
            PageSource source,
            FlowSettings settings,
            @Parsing ExecutorService workers,
            InstantSource clock,
            RandomGenerator dice,
            FlowMeters meters) {
        return new Visits(book, source, new Budgets(book, settings, workers), settings, clock, dice, meters::on);
    }

    @Produces
    @Singleton
    Crew crew(PageBook book, Visits visits, FlowSettings settings, InstantSource clock, FlowMeters meters) {
        return new Crew(book, visits, settings, clock, meters::on, HOSTS_AT_ONCE);
    }

    @Produces
    @Singleton
    Tracking tracking(PageBook book, Crew crew, FlowSettings settings, InstantSource clock) {
        return new Tracking(book, crew, settings, clock);
    }

    @Produces
    @Singleton
    Hooking hooking(HookBook book, InstantSource clock) {
        return new Hooking(book, clock);
    }

    @Produces
    @Singleton
    Broadcast<Event> broadcast(Vertx vertx, EventBook events, MeterRegistry registry) {
        LiveMeters meters = new LiveMeters(registry, "prices");
        return new Broadcast<>(
                Hub.<Event>builder(vertx).encode(Event::body).signals(meters::on),
                events,
                Multi.createFrom().nothing(),
                meters.log());
    }

    @Produces
    @Singleton
    Hub<Event> hub(Broadcast<Event> broadcast) {
        return broadcast.hub();
    }
}
