package dev.catchwater.weather.alert;

import static dev.catchwater.weather.alert.Made.alert;
import static dev.catchwater.weather.alert.Made.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.weather.place.Position;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which messages are of one event. */
class SameEventTest {

    private static final Instant NOW = AlertBookTest.NOW;
    private static final Position HERE = new Position(40.7, -74);
    private final AlertBook book = new AlertBook();

    @Test
    void messageToldTwiceIsOneWarning() {
        assertThat(book.accept(List.of(alert("a")), NOW)).hasSize(1);
        assertThat(book.accept(List.of(alert("a")), NOW)).isEmpty();
        assertThat(book.all(NOW)).hasSize(1);
    }

    @Test
    void oidInsideAnAddressIsTheSameMessageAndTheFullerTextStays() {
        String oid = "urn:oid:2.49.0.1.840.0.2f0a6d.001.1";
        book.accept(List.of(new Made(oid).via("nws").severity(Severity.SEVERE).build()), NOW);
        Message poor = new Made("https://api.weather.gov/alerts/" + oid)
                .sender("pirate")
                .zones()
                .severity(Severity.MODERATE)
                .via("pirate")
                .build();
        assertThat(book.accept(List.of(poor), NOW)).singleElement().isInstanceOf(Change.Updated.class);
        assertThat(book.all(NOW)).singleElement().satisfies(warning -> {
            assertThat(warning.severity()).isEqualTo(Severity.SEVERE);
            assertThat(warning.shown().areas()).isNotEmpty();
            assertThat(warning.via()).containsExactlyInAnyOrder("nws", "pirate");
        });
    }

    @Test
    void warningWithoutAreasHoldsWhereverItWasToldOf() {
        Message placeless = new Made("a").zones().build();
        Position there = new Position(60, 10);
        book.accept(List.of(placeless.toldOf(HERE)), NOW);
        assertThat(book.all(NOW).getFirst().covers(there, Set.of())).isFalse();
        List<Change> changes = book.accept(List.of(placeless.toldOf(there)), NOW);
        assertThat(changes.getFirst().at(there, Set.of())).contains(Change.Notice.REACHED);
        assertThat(changes.getFirst().at(HERE, Set.of())).isEmpty();
        assertThat(book.all(NOW)).singleElement().satisfies(warning -> {
            assertThat(warning.covers(HERE, Set.of())).isTrue();
            assertThat(warning.covers(there, Set.of())).isTrue();
        });
        assertThat(book.accept(List.of(placeless.toldOf(HERE)), NOW)).isEmpty();
    }

    @Test
    void whatHasAnAreaIsNotWidenedByWhereItWasToldOf() {
        Message placed = new Made("a").build();
        assertThat(placed.toldOf(HERE)).isSameAs(placed);
    }

    @Test
    void severityIsNotLoweredByADuplicateInEitherOrder() {
        String oid = "urn:oid:2.49.0.1.840.0.2f0a6d.001.1";
        Message full = new Made(oid).via("nws").severity(Severity.MODERATE).build();
        Message poor =
                new Made("x/" + oid).zones().via("p").severity(Severity.EXTREME).build();
        for (List<Message> order : List.of(List.of(full, poor), List.of(poor, full))) {
            AlertBook fresh = new AlertBook();
            order.forEach(message -> fresh.accept(List.of(message), NOW));
            assertThat(fresh.all(NOW)).singleElement().satisfies(warning -> {
                assertThat(warning.severity()).isEqualTo(Severity.EXTREME);
                assertThat(warning.shown().areas()).isNotEmpty();
            });
        }
    }

    @Test
    void sameTrackingNumberIsTheSameEvent() {
        String first = "/O.NEW.KOKX.EC.W.0001.260207T1500Z-260208T1800Z/";
        String next = "/O.CON.KOKX.EC.W.0001.260207T1500Z-260208T1800Z/";
        book.accept(List.of(new Made("a").vtec(first).zones("NYZ072").build()), NOW);
        book.accept(
                List.of(new Made("b")
                        .sent(1)
                        .event("Cold")
                        .vtec(next)
                        .zones("NJZ006")
                        .build()),
                NOW);
        assertThat(book.all(NOW))
                .singleElement()
                .satisfies(warning -> assertThat(warning.messages()).hasSize(2));
    }

    @Test
    void otherTrackingNumbersAreOtherEventsHoweverAlike() {
        book.accept(
                List.of(new Made("a")
                        .vtec("/O.NEW.KOKX.EC.W.0001.260207T1500Z-260208T1800Z/")
                        .build()),
                NOW);
        book.accept(
                List.of(new Made("b")
                        .vtec("/O.NEW.KOKX.EC.W.0002.260207T1500Z-260208T1800Z/")
                        .build()),
                NOW);
        assertThat(book.all(NOW)).hasSize(2);
    }

    @Test
    void warningThatEndsForSomeZonesAndGoesOnForOthersIsNoEnd() {
        book.accept(
                List.of(new Made("a")
                        .vtec("/O.NEW.KOKX.EC.W.0001.260207T1500Z-260208T1800Z/")
                        .build()),
                NOW);
        Message gone = update("b", "a")
                .vtec("/O.CAN.KOKX.EC.W.0001.260207T1500Z-260208T1800Z/")
                .zones("NJZ006")
                .build();
        Message stays = update("c", "a")
                .vtec("/O.CON.KOKX.EC.W.0001.260207T1500Z-260208T1800Z/")
                .zones("NYZ072")
                .build();
        List<Change> changes = book.accept(List.of(gone, stays), NOW);
        assertThat(changes).singleElement().isInstanceOf(Change.Updated.class);
        assertThat(changes.getFirst().at(HERE, Set.of("UGC:NJZ006"))).contains(Change.Notice.CANCELLED);
        assertThat(changes.getFirst().at(HERE, Set.of("UGC:NYZ072"))).isEmpty();
    }

    @Test
    void alikeInAuthorityEventTimeAndAreaIsTheSame() {
        book.accept(List.of(new Made("a").shape(40, -75, 41, -73).build()), NOW);
        book.accept(
                List.of(new Made("b").sender("other").shape(40, -75, 41, -73.2).build()), NOW);
        assertThat(book.all(NOW)).hasSize(1);
    }

    @Test
    void inDoubtBothStay() {
        book.accept(List.of(new Made("a").shape(40, -75, 41, -73).build()), NOW);
        book.accept(List.of(new Made("b").shape(43, -75, 44, -73).build()), NOW);
        book.accept(
                List.of(new Made("c")
                        .event("High Wind Warning")
                        .shape(40, -75, 41, -73)
                        .build()),
                NOW);
        book.accept(List.of(new Made("d").zones().build()), NOW);
        book.accept(List.of(new Made("e").zones().build()), NOW);
        assertThat(book.all(NOW)).hasSize(5);
    }
}
