package dev.catchwater.weather.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.catchwater.weather.place.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AreaTest {

    @Test
    void pointsInsideAreInside() {
        Polygon box = box(40, -75, 41, -73);
        assertThat(box.contains(new Position(40.5, -74))).isTrue();
        assertThat(box.contains(new Position(41.5, -74))).isFalse();
        assertThat(box.contains(new Position(40.5, -72.9))).isFalse();
    }

    @Test
    void notchOfAPolygonIsOutside() {
        Polygon notched = new Polygon(List.of(
                new Position(0, 0),
                new Position(0, 4),
                new Position(4, 4),
                new Position(1, 2),
                new Position(4, 0),
                new Position(0, 0)));
        assertThat(notched.contains(new Position(0.5, 2))).isTrue();
        assertThat(notched.contains(new Position(3, 2))).isFalse();
    }

    @Test
    void polygonAcrossTheDateLineIsNotTheRestOfTheEarth() {
        Polygon aleutians = new Polygon(List.of(
                new Position(50, 175),
                new Position(50, -170),
                new Position(55, -170),
                new Position(55, 175),
                new Position(50, 175)));
        assertThat(aleutians.contains(new Position(52, 179))).isTrue();
        assertThat(aleutians.contains(new Position(52, -175))).isTrue();
        assertThat(aleutians.contains(new Position(52, 0))).isFalse();
        assertThat(aleutians.contains(new Position(52, -165))).isFalse();
    }

    @Test
    void ringOfMoreThanHalfOfTheEarthContainsAllOfIt() {
        Polygon tropics = new Polygon(List.of(
                new Position(0, -170),
                new Position(0, -60),
                new Position(0, 60),
                new Position(0, 170),
                new Position(10, 170),
                new Position(10, 60),
                new Position(10, -60),
                new Position(10, -170),
                new Position(0, -170)));
        for (double longitude : new double[] {-169, -100, 0, 100, 169}) {
            assertThat(tropics.contains(new Position(5, longitude)))
                    .as("%f", longitude)
                    .isTrue();
        }
        assertThat(tropics.contains(new Position(5, 175))).isFalse();
        assertThat(tropics.contains(new Position(5, -175))).isFalse();
    }

    @Test
    void boxAroundTheEarthIsAllOfItAndAnEdgeOfMoreThanHalfGoesTheShorterWay() {
        assertThat(box(-90, -180, 90, 180).contains(new Position(12, 34))).isTrue();
        assertThat(box(60, -180, 90, 180).contains(new Position(12, 34))).isFalse();
        Polygon pacific = box(0, -100, 10, 100);
        assertThat(pacific.contains(new Position(5, 180))).isTrue();
        assertThat(pacific.contains(new Position(5, 0))).isFalse();
    }

    @Test
    void openRingsAreNoPolygons() {
        assertThatThrownBy(() -> new Polygon(
                        List.of(new Position(0, 0), new Position(0, 1), new Position(1, 1), new Position(1, 0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overlapIsWhatBothHaveOfWhatEitherHas() {
        Area one = area(box(40, -75, 41, -73));
        assertThat(Area.overlap(List.of(one), List.of(one))).isEqualTo(1);
        assertThat(Area.overlap(List.of(one), List.of(area(box(40, -74, 41, -72)))))
                .isCloseTo(1 / 3.0, within(0.05));
        assertThat(Area.overlap(List.of(one), List.of(area(box(50, -74, 51, -72)))))
                .isZero();
        assertThat(Area.overlap(List.of(one), List.of(new Area("", List.of(), List.of(), Set.of("a:b")))))
                .isZero();
    }

    @Test
    void trackingNumbersAreReadWithTheirYear() {
        Instant sent = Instant.parse("2026-02-06T20:00:00Z");
        assertThat(Vtec.parse("/O.NEW.KLWX.SC.Y.0032.260206T2100Z-260207T0900Z/", sent))
                .contains(new Vtec("NEW", "KLWX.SC.Y.0032.2026"));
        assertThat(Vtec.parse("/O.EXT.KLKN.FL.W.0012.000000T0000Z-110812T0315Z/", sent))
                .contains(new Vtec("EXT", "KLKN.FL.W.0012.2026"));
        assertThat(Vtec.parse("/T.NEW.KLWX.SC.Y.0032.260206T2100Z-260207T0900Z/", sent))
                .isEqualTo(Optional.empty());
    }

    static Polygon box(double south, double west, double north, double east) {
        return new Polygon(List.of(
                new Position(south, west),
                new Position(south, east),
                new Position(north, east),
                new Position(north, west),
                new Position(south, west)));
    }

    private static Area area(Polygon polygon) {
        return new Area("", List.of(polygon), List.of(), Set.of());
    }
}
