package dev.catchwater.weather.setup;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.place.Place;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Adds the places of the configuration, each for itself: where there is room for no more, later ones may be there already. */
final class Seeding {

    private Seeding() {}

    /** @param refused hears of those that cannot be added */
    static Uni<Void> add(List<Place> seeds, Function<Place, Uni<Boolean>> add, BiConsumer<Place, Throwable> refused) {
        return Multi.createFrom()
                .iterable(seeds)
                .onItem()
                .transformToUniAndConcatenate(place -> add.apply(place)
                        .onFailure(StoreAway.class)
                        .retry()
                        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                        .indefinitely()
                        .onFailure()
                        .invoke(thrown -> refused.accept(place, thrown))
                        .onFailure()
                        .recoverWithItem(false))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
