package dev.catchwater.weather.flow;

import static dev.catchwater.weather.flow.ScriptedSource.hourly;
import static dev.catchwater.weather.flow.ScriptedSource.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.WarningBook;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Remembered;
import dev.catchwater.weather.forecast.Outlook;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Saving, when the database refuses something. */
class RememberingTest {

    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    private final List<FlowEvent> events = new ArrayList<>();
    private final Warnings warnings = new Warnings(events::add);
    private final Forecasts forecasts = new Forecasts(events::add);
    private final Told told = new Told();
    private final Learned learned = new Learned();
    private final KeptWaits waits = new KeptWaits();
    private final Board board = new Board(new Random(1));
    private final Remembering remembering = remembering(board);

    @Test
    void warningThatIsRefusedKeepsNoOtherFromBeingSavedAndIsToldOfOnce() {
        remember();
        take(IntStream.range(0, 50).mapToObj(i -> "a" + i).toList());
        told.refuses = key("a17").identity();
        save();
        assertThat(told.saved).hasSize(49).doesNotContain(told.refuses);
        assertThat(faults()).hasSize(1);
        // Neither is it tried for ever, nor does it hold up what comes next.
        take(List.of("b"));
        save();
        assertThat(told.saved).hasSize(50);
        assertThat(faults()).hasSize(1);
    }

    @Test
    void whatTheDatabaseIsAwayForIsSavedWhole() {
        remember();
        take(List.of("a", "b"));
        told.away = true;
        assertThatThrownBy(this::save).isInstanceOf(StoreAway.class);
        assertThat(told.tried).isEqualTo(1);
        told.away = false;
        save();
        assertThat(told.saved).hasSize(2);
        assertThat(faults()).isEmpty();
    }

    @Test
    void placeWhoseForecastsAreRefusedKeepsNoOtherPlaceFromBeingSavedAndIsTriedAgain() {
        remember();
        for (String place : List.of("a", "b", "c")) {
            forecasts.issue(place, List.of(hourly(Provider.NWS, NOW, 130, 280)), NOW);
        }
        learned.refuses = "b";
        save();
        save();
        assertThat(learned.opened).containsOnlyKeys("a", "c");
        assertThat(faults()).hasSize(1);
        learned.refuses = null;
        save();
        assertThat(learned.opened).containsOnlyKeys("a", "b", "c");
        assertThat(learned.opened.values()).allMatch(times -> times == 5);
    }

    @Test
    void waitThatAProviderOrderedIsKeptOverARestartAlsoWhereTheDatabaseWasAway() {
        remember();
        Set<Product> all = Set.of(Product.CURRENT);
        board.fail("a", Provider.NWS, all, new ProviderFailure.Limited(Duration.ofHours(2)), NOW);
        waits.away = true;
        assertThatThrownBy(this::save).isInstanceOf(StoreAway.class);
        waits.away = false;
        save();
        Board next = new Board(new Random(1));
        remembering(next).remember().await().indefinitely();
        assertThat(next.due("a", Provider.NWS, all, NOW.plus(Duration.ofMinutes(119))))
                .isEmpty();
        assertThat(next.due("b", Provider.NWS, all, NOW.plus(Duration.ofMinutes(119))))
                .isEmpty();
        assertThat(next.due("b", Provider.MET_NORWAY, all, NOW)).isEqualTo(all);
        assertThat(next.due("b", Provider.NWS, all, NOW.plus(Duration.ofMinutes(121))))
                .isEqualTo(all);
    }

    private Remembering remembering(Board knows) {
        return new Remembering(learned, told, waits, knows, forecasts, warnings, () -> NOW, events::add);
    }

    private void remember() {
        warnings.watch(List.of(place("a")));
        remembering.remember().await().indefinitely();
    }

    private void save() {
        remembering.save(true).await().indefinitely();
    }

    private void take(List<String> ids) {
        warnings.take(
                ids.stream()
                        .map(id -> new Message(
                                key(id),
                                Message.Status.ACTUAL,
                                Message.Type.CANCEL,
                                Message.Scope.PUBLIC,
                                Set.of(),
                                List.of(),
                                "nws"))
                        .toList(),
                NOW);
    }

    private static AlertKey key(String id) {
        return new AlertKey("s", id, NOW);
    }

    private List<FlowEvent> faults() {
        return events.stream().filter(FlowEvent.Fault.class::isInstance).toList();
    }

    private static final class Told implements WarningBook {

        private final Set<String> saved = new HashSet<>();
        private String refuses = "";
        private boolean away;
        private int tried;

        @Override
        public Uni<List<Remembered>> load() {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<Void> save(Map<String, Optional<Remembered>> changed, Instant now) {
            tried++;
            if (away) {
                return Uni.createFrom().failure(new StoreAway(new IllegalStateException("gone")));
            }
            if (changed.containsKey(refuses)) {
                return Uni.createFrom().failure(new IllegalStateException("invalid byte sequence"));
            }
            saved.addAll(changed.keySet());
            return Uni.createFrom().voidItem();
        }
    }

    private static final class Learned implements ForecastBook {

        private final Map<String, Integer> opened = new HashMap<>();
        private @Nullable String refuses;

        @Override
        public Uni<Remembered> load() {
            return Uni.createFrom().item(new Remembered(Map.of(), List.of()));
        }

        @Override
        public Uni<Void> save(Progress progress) {
            if (progress.opened().stream().map(Outlook::place).anyMatch(place -> place.equals(refuses))) {
                return Uni.createFrom().failure(new IllegalStateException("invalid byte sequence"));
            }
            progress.opened().forEach(outlook -> opened.merge(outlook.place(), 1, Integer::sum));
            return Uni.createFrom().voidItem();
        }
    }
}
