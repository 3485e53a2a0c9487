package dev.catchwater.weather.flow;

import static dev.catchwater.weather.flow.ScriptedSource.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.PlaceBook;
import dev.catchwater.weather.WarningBook;
import dev.catchwater.weather.alert.Remembered;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Instant NOW = Instant.parse("2026-02-06T21:10:00Z");
    private final List<FlowEvent> events = new CopyOnWriteArrayList<>();
    private final Book places = new Book();
    private final NoForecasts memory = new NoForecasts();
    private final Board board = new Board(new Random(1));
    private final Warnings warnings = new Warnings(events::add);
    private final Forecasts forecasts = new Forecasts(events::add);
    private final ScriptedSource source = new ScriptedSource(Provider.NWS, Set.of(Product.CURRENT), 1)
            .answering(
                    ScriptedSource.current(Provider.NWS, NOW, Duration.ofMinutes(10), 280, Observation.Origin.STATION));

    @Test
    void placeThatIsAddedIsAskedAboutAndSeenAtOnce() {
        Rounds rounds = rounds();
        rounds.add(place("a")).await().indefinitely();
        assertThat(source.asked).hasSize(1);
        assertThat(rounds.see("a").await().indefinitely())
                .hasValueSatisfying(
                        seen -> assertThat(seen.snapshot().reports()).hasSize(1));
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void placeThatAnotherProcessAddedIsSeenAtItsFirstReader() {
        places.all.add(place("b"));
        assertThat(rounds().see("b").await().indefinitely()).isPresent();
        assertThat(rounds().see("c").await().indefinitely()).isEmpty();
    }

    @Test
    void olderListThatComesLateTakesNoNewPlaceAway() {
        Rounds rounds = rounds();
        places.held = new ArrayList<>();
        // A round asks for the list, and its answer is long in coming.
        rounds.see("a").subscribe().with(seen -> {});
        UniEmitter<? super List<Place>> late = places.held.getFirst();
        places.held = null;
        rounds.add(place("a")).await().indefinitely();
        late.complete(List.of());
        assertThat(rounds.see("a").await().indefinitely()).isPresent();
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void placeThatIsRemovedIsForgotten() {
        Rounds rounds = rounds();
        rounds.add(place("a")).await().indefinitely();
        rounds.remove("a").await().indefinitely();
        assertThat(rounds.see("a").await().indefinitely()).isEmpty();
        assertThat(board.of("a").reports()).isEmpty();
    }

    @Test
    void readerOfAPlaceThatNobodyAnswersAboutIsNotKeptForEver() {
        source.script = asked -> Uni.createFrom().nothing();
        places.all.add(place("a"));
        assertThat(rounds().see("a").await().atMost(Duration.ofSeconds(10)))
                .hasValueSatisfying(
                        seen -> assertThat(seen.snapshot().reports()).isEmpty());
    }

    @Test
    void whatCannotBeRememberedAtFirstEndsNoRounds() {
        places.all.add(place("a"));
        Rounds rounds = rounds(Duration.ofMillis(10));
        memory.failures = 3;
        rounds.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> !source.asked.isEmpty());
        assertThat(events).anyMatch(FlowEvent.Fault.class::isInstance);
        rounds.stop().await().indefinitely();
    }

    private Rounds rounds() {
        return rounds(Duration.ofSeconds(1));
    }

    private Rounds rounds(Duration tick) {
        GatherSettings settings = new GatherSettings(tick, Duration.ofSeconds(20), Duration.ofMillis(50), 10);
        Gathering gathering =
                new Gathering(List.of(source), board, warnings, forecasts, settings.deadline(), () -> NOW, events::add);
        return new Rounds(
                places,
                new Remembering(
                        memory, new NoWarnings(), new KeptWaits(), board, forecasts, warnings, () -> NOW, events::add),
                gathering,
                board,
                forecasts,
                warnings,
                settings,
                () -> NOW,
                events::add);
    }

    private static final class Book implements PlaceBook {
        private final List<Place> all = new ArrayList<>();
        private @Nullable List<UniEmitter<? super List<Place>>> held;

        @Override
        public Uni<List<Place>> all() {
            List<UniEmitter<? super List<Place>>> waiting = held;
            return waiting == null
                    ? Uni.createFrom().item(() -> List.copyOf(all))
                    : Uni.createFrom().emitter(waiting::add);
        }

        @Override
        public Uni<Boolean> add(Place place, int most) {
            return Uni.createFrom().item(() -> all.add(place));
        }

        @Override
        public Uni<Boolean> remove(String id) {
            return Uni.createFrom().item(() -> all.removeIf(place -> place.id().equals(id)));
        }
    }

    private static final class NoForecasts implements ForecastBook {

        private int failures;

        @Override
        public Uni<Remembered> load() {
            return Uni.createFrom().item(() -> {
                if (failures-- > 0) {
                    throw new IllegalStateException("spoilt");
                }
                return new Remembered(Map.of(), List.of());
            });
        }

        @Override
        public Uni<Void> save(Progress progress) {
            return Uni.createFrom().voidItem();
        }
    }

    private static final class NoWarnings implements WarningBook {

        @Override
        public Uni<List<Remembered>> load() {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<Void> save(Map<String, Optional<Remembered>> changed, Instant now) {
            return Uni.createFrom().voidItem();
        }
    }
}
