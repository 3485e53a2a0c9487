package dev.catchwater.weather.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.PlaceBook;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeedingTest {

    private final List<String> added = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int away = 2;

    @Test
    void placeThatIsRefusedKeepsNoLaterOneOut() {
        Seeding.add(
                        Stream.of("a", "b", "c", "d").map(SeedingTest::place).toList(),
                        this::add,
                        (place, why) -> refused.add(place.id()))
                .await()
                .atMost(Duration.ofSeconds(20));
        // The third is there already, for which there is always room.
        assertThat(added).containsExactly("a", "c", "d");
        assertThat(refused).containsExactly("b");
        assertThat(away).isZero();
    }

    private Uni<Boolean> add(Place place) {
        return Uni.createFrom().deferred(() -> {
            if (place.id().equals("b")) {
                return Uni.createFrom().failure(new PlaceBook.Full(1));
            }
            if (place.id().equals("d") && away > 0 && away-- > 0) {
                return Uni.createFrom().failure(new StoreAway(new IllegalStateException("gone")));
            }
            added.add(place.id());
            return Uni.createFrom().item(!place.id().equals("c"));
        });
    }

    private static Place place(String id) {
        return new Place(id, id, new Position(0, 0), null, ZoneId.of("UTC"), null, Set.of());
    }
}
