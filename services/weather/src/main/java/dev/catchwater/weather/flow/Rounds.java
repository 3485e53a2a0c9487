package dev.catchwater.weather.flow;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.PlaceBook;
import dev.catchwater.weather.alert.Warning;
import dev.catchwater.weather.place.Place;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all places up to date by itself, whether anyone reads them or not, and serves those who read. Adding and removing a
 * place goes through here, so that it counts at once.
 */
public final class Rounds {

    private static final int SAVE_EVERY_TICKS = 30;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final PlaceBook places;
    private final Remembering remembering;
    private final Gathering gathering;
    private final Board board;
    private final Forecasts forecasts;
    private final Warnings warnings;
    private final GatherSettings settings;
    private final InstantSource clock;
    private final Consumer<FlowEvent> events;
    private final AtomicLong loads = new AtomicLong();
    private long newest;
    private volatile Map<String, Place> known = Map.of();
    private volatile @Nullable Cancellable running;

    public Rounds(
            PlaceBook places,
            Remembering remembering,
            Gathering gathering,
            Board board,
            Forecasts forecasts,
            Warnings warnings,
            GatherSettings settings,
            InstantSource clock,
            Consumer<FlowEvent> events) {
        this.places = places;
        this.remembering = remembering;
        this.gathering = gathering;
        this.board = board;
        this.forecasts = forecasts;
        this.warnings = warnings;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** Begins: remembers what was learned, then looks for what is due at each tick. */
    public void start() {
        running = Uni.createFrom()
                .deferred(remembering::remember)
                .onFailure(thrown -> !(thrown instanceof StoreAway))
                .invoke(thrown -> events.accept(new FlowEvent.Fault("remembering", thrown)))
                // Whatever it is: who gave up here would never ask anybody again.
                .onFailure()
                .retry()
                .withBackOff(settings.tick(), LONGEST_PAUSE)
                .indefinitely()
                .onItem()
                .transformToMulti(done -> Multi.createFrom()
                        .ticks()
                        .every(settings.tick())
                        .onOverflow()
                        .drop())
                .onItem()
                .transformToUniAndConcatenate(this::round)
                .subscribe()
                .with(done -> {}, broken -> events.accept(new FlowEvent.Fault("the rounds", broken)));
    }

    /** Ends, after a last note of what was learned. */
    public Uni<Void> stop() {
        Cancellable now = running;
        if (now != null) {
            now.cancel();
        }
        return remembering.save(true);
    }

    private Uni<Void> round(long tick) {
        // Slow providers must not hold up the others' rounds: answers are not waited for.
        return reload().invoke(() -> {
                    warnings.take(List.of(), clock.instant());
                    gathering
                            .refresh(known.values())
                            .subscribe()
                            .with(done -> {}, thrown -> events.accept(new FlowEvent.Fault("a round", thrown)));
                })
                .chain(() -> remembering.save(tick % SAVE_EVERY_TICKS == SAVE_EVERY_TICKS - 1))
                .onFailure()
                .invoke(thrown -> events.accept(new FlowEvent.Fault("a round", thrown)))
                .onFailure()
                .recoverWithNull();
    }

    /** Answers are not waited for. */
    private void ask(Collection<Place> about) {
        gathering
                .refresh(about)
                .subscribe()
                .with(done -> {}, thrown -> events.accept(new FlowEvent.Fault("asking", thrown)));
    }

    private Uni<Void> reload() {
        // Nobody is asked before it is known what people were told, or they would be told of it again.
        return remembering.remember().chain(() -> {
            long load = loads.incrementAndGet();
            return places.all().invoke(all -> learn(load, all)).replaceWithVoid();
        });
    }

    /** A list that was asked for before another one that has come is older, and would bring back what is gone. */
    private synchronized void learn(long load, List<Place> all) {
        if (load < newest) {
            return;
        }
        newest = load;
        Map<String, Place> next = new LinkedHashMap<>();
        all.forEach(place -> next.put(place.id(), place));
        if (!next.equals(known)) {
            known = Map.copyOf(next);
            warnings.watch(all);
            board.keep(next.keySet());
            forecasts.keep(next.keySet());
        }
    }

    /** All places, oldest first. */
    public Uni<List<Place>> all() {
        return places.all();
    }

    /** Adds a place and asks about it at once; false if it was there. */
    public Uni<Boolean> add(Place place) {
        return places.add(place, settings.mostPlaces()).call(added -> reload()).invoke(added -> ask(List.of(place)));
    }

    /** Removes a place; false if it was not there. */
    public Uni<Boolean> remove(String id) {
        return places.remove(id).call(removed -> reload());
    }

    /** What is known about a place; of a place of which nothing is known yet, what comes in while a reader has patience. */
    public Uni<Optional<Seen>> see(String id) {
        return Uni.createFrom().deferred(() -> {
            Place place = known.get(id);
            return place == null ? reload().flatMap(done -> look(known.get(id))) : look(place);
        });
    }

    private Uni<Optional<Seen>> look(@Nullable Place place) {
        if (place == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (!board.of(place.id()).reports().isEmpty()) {
            // What is known is told at once, with its age; what comes in meanwhile, the stream tells.
            ask(List.of(place));
            return Uni.createFrom().item(Optional.of(seen(place)));
        }
        return gathering
                .refresh(List.of(place))
                .ifNoItem()
                .after(settings.patience())
                .recoverWithUni(Uni.createFrom().voidItem())
                .map(done -> Optional.of(seen(place)));
    }

    private Seen seen(Place place) {
        Instant now = clock.instant();
        List<Warning> here = warnings.at(place, now);
        Map<String, Instant> unlisted = new HashMap<>();
        here.forEach(warning -> warnings.unlistedSince(warning).ifPresent(since -> unlisted.put(warning.id(), since)));
        return new Seen(place, board.of(place.id()), here, unlisted, now);
    }
}
