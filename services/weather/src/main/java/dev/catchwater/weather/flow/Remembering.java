package dev.catchwater.weather.flow;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.WaitBook;
import dev.catchwater.weather.WarningBook;
import dev.catchwater.weather.alert.Remembered;
import dev.catchwater.weather.report.Provider;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Takes warnings, forecasts and ordered waits over restarts: loads them once, before anything else, and saves what changes. Thread-safe. */
public final class Remembering {

    private final ForecastBook learned;
    private final WarningBook told;
    private final WaitBook waits;
    private final Board board;
    private final Forecasts forecasts;
    private final Warnings warnings;
    private final InstantSource clock;
    private final Consumer<FlowEvent> events;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private boolean done;

    public Remembering(
            ForecastBook learned,
            WarningBook told,
            WaitBook waits,
            Board board,
            Forecasts forecasts,
            Warnings warnings,
            InstantSource clock,
            Consumer<FlowEvent> events) {
        this.learned = learned;
        this.told = told;
        this.waits = waits;
        this.board = board;
        this.forecasts = forecasts;
        this.warnings = warnings;
        this.clock = clock;
        this.events = events;
    }

    /** Ends once all is remembered; at once from the second time on. Fails as the books do. */
    Uni<Void> remember() {
        return Uni.createFrom().deferred(() -> isDone() ? Uni.createFrom().voidItem() : load());
    }

    private synchronized boolean isDone() {
        return done;
    }

    private Uni<Void> load() {
        return learned.load()
                .flatMap(known ->
                        told.load().flatMap(messages -> waits.load().invoke(ordered -> take(known, messages, ordered))))
                .replaceWithVoid();
    }

    private synchronized void take(
            ForecastBook.Remembered known, List<Remembered> messages, Map<Provider, Instant> ordered) {
        if (!done) {
            board.remember(ordered);
            forecasts.remember(known);
            warnings.remember(messages, clock.instant());
            done = true;
        }
    }

    /** Saves ordered waits, warnings, and what was learned as well if wanted; what could not be saved is tried again the next time. */
    Uni<Void> save(boolean all) {
        return Uni.createFrom().deferred(() -> {
            // What was never loaded must not be overwritten by the little that is known instead.
            if (!isDone()) {
                return Uni.createFrom().voidItem();
            }
            return saveWaits()
                    .chain(() -> saveWarnings())
                    .chain(() -> all ? saveForecasts() : Uni.createFrom().voidItem());
        });
    }

    private Uni<Void> saveWaits() {
        Map<Provider, Instant> ordered = board.unsaved();
        return ordered.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .deferred(() -> waits.save(ordered))
                        .onFailure(StoreAway.class)
                        .invoke(thrown -> board.again(ordered))
                        .onFailure(Remembering::isRefusal)
                        .invoke(thrown -> events.accept(new FlowEvent.Fault("remembering a wait", thrown)))
                        .onFailure(Remembering::isRefusal)
                        .recoverWithNull();
    }

    private Uni<Void> saveWarnings() {
        Map<String, Optional<Remembered>> changed = warnings.unsaved();
        return changed.isEmpty() ? Uni.createFrom().voidItem() : saveWarnings(changed);
    }

    /** One that the database refuses must keep no other from being saved: it is let go, as it would be refused for ever. */
    private Uni<Void> saveWarnings(Map<String, Optional<Remembered>> changed) {
        return Uni.createFrom()
                .deferred(() -> told.save(changed, clock.instant()))
                .onFailure(StoreAway.class)
                .invoke(thrown -> warnings.again(changed.keySet()))
                .onFailure(Remembering::isRefusal)
                .recoverWithUni(thrown -> {
                    if (changed.size() == 1) {
                        events.accept(new FlowEvent.Fault("remembering a warning", thrown));
                        return Uni.createFrom().voidItem();
                    }
                    return inHalves(changed);
                });
    }

    private Uni<Void> inHalves(Map<String, Optional<Remembered>> changed) {
        Map<String, Optional<Remembered>> first = new HashMap<>();
        Map<String, Optional<Remembered>> second = new HashMap<>();
        changed.forEach((id, one) -> (first.size() < changed.size() / 2 ? first : second).put(id, one));
        return saveWarnings(first)
                // What was not tried yet is tried the next time.
                .onFailure()
                .invoke(thrown -> warnings.again(second.keySet()))
                .chain(() -> saveWarnings(second));
    }

    private static boolean isRefusal(Throwable thrown) {
        return !(thrown instanceof StoreAway);
    }

    private Uni<Void> saveForecasts() {
        ForecastBook.Progress progress = forecasts.unsaved();
        return progress.isEmpty() ? Uni.createFrom().voidItem() : saveForecasts(progress);
    }

    private Uni<Void> saveForecasts(ForecastBook.Progress progress) {
        return Uni.createFrom()
                .deferred(() -> learned.save(progress))
                .onFailure(StoreAway.class)
                .invoke(thrown -> forecasts.again(progress))
                .onFailure(Remembering::isRefusal)
                .recoverWithUni(thrown -> byPlaces(progress, thrown));
    }

    /** What belongs together is one place's, so that a refused one is tried again whole, and told of once. */
    private Uni<Void> byPlaces(ForecastBook.Progress progress, Throwable why) {
        List<ForecastBook.Progress> places = progress.byPlaces();
        if (places.size() > 1) {
            return each(places.iterator());
        }
        forecasts.again(progress);
        if (refused.addAll(progress.places())) {
            events.accept(new FlowEvent.Fault("remembering what was learned of " + progress.places(), why));
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> each(Iterator<ForecastBook.Progress> places) {
        return places.hasNext()
                ? saveForecasts(places.next())
                        .onFailure()
                        .invoke(thrown -> places.forEachRemaining(forecasts::again))
                        .chain(() -> each(places))
                : Uni.createFrom().voidItem();
    }
}
