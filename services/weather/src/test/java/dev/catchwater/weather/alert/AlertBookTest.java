package dev.catchwater.weather.alert;

import static dev.catchwater.weather.alert.Made.alert;
import static dev.catchwater.weather.alert.Made.key;
import static dev.catchwater.weather.alert.Made.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.catchwater.weather.place.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertBookTest {

    static final Instant NOW = Instant.parse("2026-02-06T20:00:00Z");
    private static final Position HERE = new Position(40.7, -74);
    private final AlertBook book = new AlertBook();

    @Test
    void updateTakesThePlaceOfWhatItNamesAndIsNoNews() {
        book.accept(List.of(alert("a")), NOW);
        List<Change> changes =
                book.accept(List.of(update("b", "a").severity(Severity.SEVERE).build()), NOW);
        assertThat(changes).singleElement().isInstanceOf(Change.Updated.class);
        assertThat(changes.getFirst().at(HERE, Set.of("UGC:NYZ072"))).isEmpty();
        assertThat(book.all(NOW)).singleElement().satisfies(warning -> {
            assertThat(warning.shown().key().identifier()).isEqualTo("b");
            assertThat(warning.id()).isEqualTo(alert("a").key().identity());
        });
    }

    @Test
    void warningThatItsSourceTellsToLastLongerLastsLonger() {
        Instant end = NOW.plus(Duration.ofHours(2));
        Instant later = NOW.plus(Duration.ofHours(8));
        book.accept(List.of(new Made("a").expires(end).build()), NOW);
        book.accept(List.of(new Made("a").expires(later).build()), NOW);
        assertThat(book.all(NOW))
                .singleElement()
                .satisfies(warning -> assertThat(warning.until()).isEqualTo(later));
        // The same after its first end has passed.
        book.accept(List.of(new Made("b").event("Frost").expires(end).build()), NOW);
        book.accept(List.of(), end);
        assertThat(book.all(end)).hasSize(1);
        List<Change> changes =
                book.accept(List.of(new Made("b").event("Frost").expires(later).build()), end.plusSeconds(60));
        assertThat(changes).singleElement().isInstanceOf(Change.Issued.class);
        assertThat(book.all(end.plusSeconds(60))).hasSize(2);
        assertThat(book.accept(
                        List.of(new Made("b").event("Frost").expires(later).build()), end.plusSeconds(90)))
                .isEmpty();
    }

    @Test
    void countryFullOfWarningsIsCompared() {
        List<Message> country = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            country.add(
                    new Made("id" + i).event("Event " + i % 40).zones("Z" + i).build());
        }
        assertTimeout(Duration.ofSeconds(60), () -> {
            for (int place = 0; place < 2; place++) {
                book.accept(country, NOW.plusSeconds(place));
            }
        });
        assertThat(book.all(NOW)).hasSize(5_000);
    }

    @Test
    void tenThousandNewWarningsOfOneKindAreComparedWithTheirNeighboursOnly() {
        List<Message> stormy = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            double south = -50 + i / 100;
            double west = -100 + i % 100;
            stormy.add(new Made("id" + i)
                    .shape(south, west, south + 1.1, west + 1.1)
                    .build());
        }
        assertTimeout(Duration.ofSeconds(30), () -> book.accept(stormy, NOW));
        assertThat(book.all(NOW)).hasSize(10_000);
        assertThat(book.compared()).isLessThan(200_000);
        // Whoever tells of one of them under another name is found all the same.
        book.accept(List.of(new Made("again").shape(-50, -100, -48.9, -98.9).build()), NOW.plusSeconds(1));
        assertThat(book.all(NOW.plusSeconds(1))).hasSize(10_000);
    }

    @Test
    void warningsAllOverEachOtherAreComparedWithSoManyOnly() {
        List<Message> heap = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            heap.add(new Made("id" + i).strip(40, -75 + i * 0.0002, 0.0001).build());
        }
        assertTimeout(Duration.ofSeconds(30), () -> book.accept(heap, NOW));
        assertThat(book.all(NOW)).hasSize(3_000);
        assertThat(book.compared()).isLessThan(10_000);
    }

    @Test
    void sameZonesAreFoundHoweverManyShapesAreAlikeInVain() {
        for (int i = 0; i < 20; i++) {
            book.accept(
                    List.of(new Made("shape" + i).shape(40.4, -75, 41.4, -74).build()), NOW);
        }
        book.accept(List.of(new Made("zone").zones("NYZ072").build()), NOW);
        assertThat(book.all(NOW)).hasSize(2);
        book.accept(
                List.of(new Made("again")
                        .shapeAndZone(40, -75, 41, -74, "NYZ072")
                        .build()),
                NOW);
        assertThat(book.all(NOW)).hasSize(2);
    }

    @Test
    void worseThanBeforeIsTold() {
        book.accept(List.of(alert("a")), NOW);
        List<Change> changes =
                book.accept(List.of(update("b", "a").severity(Severity.EXTREME).build()), NOW);
        assertThat(changes.getFirst().at(HERE, Set.of("UGC:NYZ072"))).contains(Change.Notice.RAISED);
    }

    @Test
    void cancelWithoutInfoEndsTheWarning() {
        book.accept(List.of(alert("a")), NOW);
        Message cancel = new Message(
                key("c", 2),
                Message.Status.ACTUAL,
                Message.Type.CANCEL,
                Message.Scope.PUBLIC,
                Set.of(key("a", 0)),
                List.of(),
                "t");
        List<Change> changes = book.accept(List.of(cancel), NOW);
        assertThat(changes).singleElement().isInstanceOf(Change.Cancelled.class);
        assertThat(changes.getFirst().at(HERE, Set.of("UGC:NYZ072"))).contains(Change.Notice.CANCELLED);
        assertThat(book.all(NOW)).isEmpty();
    }

    @Test
    void cancelThatOvertakesItsWarningKeepsItFromAppearing() {
        Message cancel = new Message(
                key("c", 2),
                Message.Status.ACTUAL,
                Message.Type.CANCEL,
                Message.Scope.PUBLIC,
                Set.of(key("a", 0)),
                List.of(),
                "t");
        book.accept(List.of(cancel), NOW);
        assertThat(book.accept(List.of(alert("a")), NOW)).isEmpty();
        assertThat(book.all(NOW)).isEmpty();
    }

    @Test
    void chainThatArrivesInAnyOrderLeavesItsLastMessage() {
        List<Message> chain = List.of(
                alert("a"),
                update("b", "a").build(),
                update("c", "a", "b").build(),
                update("d", "c").build());
        for (int seed = 0; seed < 50; seed++) {
            List<Message> shuffled = new ArrayList<>(chain);
            Collections.shuffle(shuffled, new Random(seed));
            AlertBook fresh = new AlertBook();
            shuffled.forEach(message -> fresh.accept(List.of(message), NOW));
            assertThat(fresh.all(NOW))
                    .as("seed %d", seed)
                    .extracting(warning -> warning.shown().key().identifier())
                    .containsExactly("d");
        }
    }

    @Test
    void onlyWhatIsActualAndPublicIsShown() {
        for (Message.Status status : Message.Status.values()) {
            for (Message.Scope scope : Message.Scope.values()) {
                AlertBook fresh = new AlertBook();
                fresh.accept(
                        List.of(new Made(status + "" + scope)
                                .status(status)
                                .scope(scope)
                                .build()),
                        NOW);
                boolean shown = status == Message.Status.ACTUAL && scope == Message.Scope.PUBLIC;
                assertThat(fresh.all(NOW)).hasSize(shown ? 1 : 0);
            }
        }
    }

    @Test
    void warningLastsUntilTheEventEndsAndNotOnlyItsMessage() {
        book.accept(
                List.of(new Made("a")
                        .expires(NOW.plusSeconds(3_600))
                        .ends(NOW.plusSeconds(7_200))
                        .build()),
                NOW);
        assertThat(book.accept(List.of(), NOW.plusSeconds(3_601))).isEmpty();
        assertThat(book.accept(List.of(), NOW.plusSeconds(7_201)))
                .singleElement()
                .isInstanceOf(Change.Expired.class);
    }

    @Test
    void withoutAnEndItIsKeptForADayAndMarked() {
        book.accept(List.of(new Made("a").expires(null).build()), NOW);
        assertThat(book.all(NOW)).singleElement().satisfies(warning -> {
            assertThat(warning.isEndAssumed()).isTrue();
            assertThat(warning.until()).isEqualTo(NOW.plus(Duration.ofHours(24)));
        });
    }

    @Test
    void allClearEndsWhatItNames() {
        book.accept(List.of(alert("a")), NOW);
        book.accept(List.of(update("b", "a").response("AllClear").build()), NOW);
        assertThat(book.all(NOW)).isEmpty();
    }

    @Test
    void warningThatSaysNothingIsNotShown() {
        Message silent = new Message(
                key("s", 0), Message.Status.ACTUAL, Message.Type.ALERT, Message.Scope.PUBLIC, Set.of(), List.of(), "t");
        assertThat(book.accept(List.of(silent), NOW)).isEmpty();
    }

    @Test
    void areaThatComesToHoldHereIsTold() {
        book.accept(List.of(new Made("a").shape(42, -75, 43, -73).build()), NOW);
        List<Change> changes =
                book.accept(List.of(update("b", "a").shape(40, -75, 43, -73).build()), NOW);
        assertThat(changes.getFirst().at(HERE, Set.of())).contains(Change.Notice.REACHED);
        assertThat(changes.getFirst().at(new Position(42.5, -74), Set.of())).isEmpty();
        assertThat(changes.getFirst().at(new Position(50, 0), Set.of())).isEmpty();
    }

    @Test
    void whatIsRememberedIsBounded() {
        List<Message> many = new ArrayList<>();
        for (int i = 0; i < AlertBook.MOST + 5; i++) {
            many.add(new Message(
                    key("c" + i, i),
                    Message.Status.ACTUAL,
                    Message.Type.CANCEL,
                    Message.Scope.PUBLIC,
                    Set.of(),
                    List.of(),
                    "t"));
        }
        book.accept(many, NOW);
        assertThat(book.size()).isEqualTo(AlertBook.MOST);
        book.accept(List.of(), NOW.plus(Duration.ofDays(30)));
        assertThat(book.size()).isZero();
    }
}
