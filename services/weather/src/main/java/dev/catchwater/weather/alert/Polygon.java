package dev.catchwater.weather.alert;

import dev.catchwater.weather.place.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A closed ring of at least four points, the last one the first (CAP 1.2 §3.2.4), and what is cut out of it (RFC 7946
 * §3.1.6). One that crosses the 180th meridian is understood: an edge of more than half the way around goes the shorter way,
 * and one of all the way around goes around. A ring that goes around a pole without an edge along it is outside of all.
 *
 * @param holes rings as well, in which nothing of it is
 */
public record Polygon(List<Position> points, List<List<Position>> holes) {

    /** Checks that all are closed. */
    public Polygon(List<Position> points, @Nullable List<List<Position>> holes) {
        this.points = closed(points);
        // Those that were remembered before there were any.
        this.holes =
                holes == null ? List.of() : holes.stream().map(Polygon::closed).toList();
    }

    /** Without holes. */
    public Polygon(List<Position> points) {
        this(points, List.of());
    }

    private static List<Position> closed(List<Position> ring) {
        if (!isRing(ring)) {
            throw new IllegalArgumentException("a polygon has four points or more, and ends where it began");
        }
        return List.copyOf(ring);
    }

    /** Whether points are a ring. */
    public static boolean isRing(List<Position> points) {
        return points.size() >= 4 && points.getFirst().equals(points.getLast());
    }

    /** Whether the point lies inside, and in no hole. */
    public boolean contains(Position point) {
        return isWithin(points, point) && holes.stream().noneMatch(hole -> isWithin(hole, point));
    }

    /** How large it is without its holes, in square degrees; 0 where that is not told by its corners. */
    double size() {
        double twice = 0;
        for (int i = 1; i < points.size(); i++) {
            Position from = points.get(i - 1);
            Position to = points.get(i);
            if (Math.abs(to.longitude() - from.longitude()) > 180) {
                return 0;
            }
            twice += from.longitude() * to.latitude() - to.longitude() * from.latitude();
        }
        return holes.isEmpty() ? Math.abs(twice) / 2 : 0;
    }

    // One that crosses the 180th meridian may reach once around the earth to either side of where it begins.
    private static boolean isWithin(List<Position> ring, Position point) {
        double latitude = point.latitude();
        double longitude = point.longitude();
        Side side = side(ring, latitude, longitude);
        return side == Side.INSIDE
                || (side == Side.OUTSIDE_CROSSING
                        && (side(ring, latitude, longitude - 360) == Side.INSIDE
                                || side(ring, latitude, longitude + 360) == Side.INSIDE));
    }

    private enum Side {
        INSIDE,
        OUTSIDE,
        /** Of a ring that crosses the 180th meridian. */
        OUTSIDE_CROSSING
    }

    /** Even-odd rule. */
    private static Side side(List<Position> ring, double latitude, double longitude) {
        boolean inside = false;
        boolean crosses = false;
        double shift = 0;
        Position before = ring.getFirst();
        double from = before.longitude();
        for (int i = 1; i < ring.size(); i++) {
            Position next = ring.get(i);
            double step = step(before.longitude(), next.longitude());
            crosses |= step != 0;
            shift += step;
            double to = next.longitude() + shift;
            double south = before.latitude();
            double north = next.latitude();
            if (south > latitude != north > latitude) {
                double at = from + (latitude - south) / (north - south) * (to - from);
                inside ^= longitude < at;
            }
            before = next;
            from = to;
        }
        return inside ? Side.INSIDE : crosses ? Side.OUTSIDE_CROSSING : Side.OUTSIDE;
    }

    private static double step(double from, double to) {
        double way = to - from;
        return Math.abs(way) <= 180 || Math.abs(way) == 360 ? 0 : way > 0 ? -360 : 360;
    }
}
