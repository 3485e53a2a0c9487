package dev.catchwater.weather.alert;

import dev.catchwater.weather.place.Position;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a warning holds: the union of shapes, or, where none were told, zones by their codes.
 *
 * @param codes zones as {@code scheme:code}, such as {@code UGC:NYZ072}, {@code EMMA_ID:DE123}
 */
public record Area(String description, List<Polygon> polygons, List<Circle> circles, Set<String> codes) {

    private static final int LATTICE = 48;

    /** Most that are compared have little in common, which fewer points tell as well. */
    private static final int COARSE = 12;

    private static final double FAR_FROM_HALF = 0.2;
    private static final int FEWEST = 30;

    /** Copies. */
    public Area {
        polygons = List.copyOf(polygons);
        circles = List.copyOf(circles);
        codes = Set.copyOf(codes);
    }

    /** Whether any shape was told. */
    public boolean hasShape() {
        return !polygons.isEmpty() || !circles.isEmpty();
    }

    /** Whether it only says that a place was told of, and not how far it reaches. */
    boolean isPlaceOnly() {
        return polygons.isEmpty() && codes.isEmpty() && !circles.isEmpty();
    }

    /** Whether it holds at a place: shapes decide where there are any, otherwise the zones that the place lies in. */
    public boolean covers(Position point, Set<String> zones) {
        return hasShape() ? contains(point) : codes.stream().anyMatch(zones::contains);
    }

    // Loops, for a lattice has thousands of points.
    private boolean contains(Position point) {
        for (Polygon polygon : polygons) {
            if (polygon.contains(point)) {
                return true;
            }
        }
        for (Circle circle : circles) {
            if (circle.contains(point)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contain(List<Area> areas, Position point) {
        for (Area area : areas) {
            if (area.contains(point)) {
                return true;
            }
        }
        return false;
    }

    /**
     * How far two unions of areas are the same: what both have of what either has, 0 to 1, sampled on a lattice, so good to a
     * few hundredths. 0 where one has no shape.
     */
    static double overlap(Collection<Area> one, Collection<Area> other) {
        Box box = Box.around(Stream.concat(one.stream(), other.stream()).toList());
        if (box == null
                || one.stream().noneMatch(Area::hasShape)
                || other.stream().noneMatch(Area::hasShape)
                || Box.areApart(Box.around(one), Box.around(other))) {
            return 0;
        }
        List<Area> ours = one.stream().filter(Area::hasShape).toList();
        List<Area> theirs = other.stream().filter(Area::hasShape).toList();
        if (ours.equals(theirs)) {
            return 1;
        }
        double about = shared(box, COARSE, FEWEST, ours, theirs);
        return about >= 0 && about < FAR_FROM_HALF ? about : Math.max(0, shared(box, LATTICE, 1, ours, theirs));
    }

    /** Negative where too few points of a lattice are in either to tell. */
    private static double shared(Box box, int lattice, int fewest, List<Area> one, List<Area> other) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < lattice * lattice; i++) {
            Position point = box.at((i % lattice + 0.5) / lattice, (Math.floorDiv(i, lattice) + 0.5) / lattice);
            boolean in = contain(one, point);
            boolean inOther = contain(other, point);
            both += in && inOther ? 1 : 0;
            either += in || inOther ? 1 : 0;
        }
        return either < fewest ? -1 : (double) both / either;
    }

    /** What a box around its shapes must hold. */
    Stream<Position> corners() {
        return Stream.concat(
                polygons.stream().flatMap(polygon -> polygon.points().stream()),
                circles.stream().flatMap(Area::corners));
    }

    private static Stream<Position> corners(Circle circle) {
        double north = circle.metres() / 111_195;
        double east =
                north / Math.max(0.05, Math.cos(Math.toRadians(circle.centre().latitude())));
        double latitude = circle.centre().latitude();
        double longitude = circle.centre().longitude();
        return Stream.of(
                new Position(Math.max(-90, latitude - north), Math.max(-180, longitude - east)),
                new Position(Math.min(90, latitude + north), Math.min(180, longitude + east)));
    }
}
