package dev.catchwater.weather.flow;

import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.WarningBook;
import dev.catchwater.weather.alert.Remembered;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes warnings and forecasts over restarts: loads them once, before anything else, and saves what changes. Thread-safe. */
public final class Remembering {

    private final ForecastBook learned;
    private final WarningBook told;
    private final Forecasts forecasts;
    private final Warnings warnings;
    private final InstantSource clock;
    private boolean done;

    public Remembering(
            ForecastBook learned, WarningBook told, Forecasts forecasts, Warnings warnings, InstantSource clock) {
        this.learned = learned;
        this.told = told;
        this.forecasts = forecasts;
        this.warnings = warnings;
        this.clock = clock;
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
                .flatMap(known -> told.load().invoke(messages -> take(known, messages)))
                .replaceWithVoid();
    }

    private synchronized void take(ForecastBook.Remembered known, List<Remembered> messages) {
        if (!done) {
            forecasts.remember(known);
            warnings.remember(messages, clock.instant());
            done = true;
        }
    }

    /** Saves warnings, and what was learned as well if wanted; what could not be saved is tried again the next time. */
    Uni<Void> save(boolean all) {
        return Uni.createFrom().deferred(() -> {
            // What was never loaded must not be overwritten by the little that is known instead.
            if (!isDone()) {
                return Uni.createFrom().voidItem();
            }
            return saveWarnings()
                    .chain(() -> all ? saveForecasts() : Uni.createFrom().voidItem());
        });
    }

    private Uni<Void> saveWarnings() {
        Map<String, Optional<Remembered>> changed = warnings.unsaved();
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : told.save(changed, clock.instant()).onFailure().invoke(thrown -> warnings.again(changed.keySet()));
    }

    private Uni<Void> saveForecasts() {
        ForecastBook.Progress progress = forecasts.unsaved();
        return progress.isEmpty()
                ? Uni.createFrom().voidItem()
                : learned.save(progress).onFailure().invoke(thrown -> forecasts.again(progress));
    }
}
