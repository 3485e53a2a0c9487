package dev.catchwater.weather.alert;

import dev.catchwater.weather.place.Position;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a warning holds: the union of shapes, or, where none were told, zones by their codes.
 *
 * @param codes zones as {@code scheme:code}, such as {@code UGC:NYZ072}, {@code EMMA_ID:DE123}
 */
public record Area(String description, List<Polygon> polygons, List<Circle> circles, Set<String> codes) {

    private static final int LATTICE = 48;

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

    private boolean contains(Position point) {
        return polygons.stream().anyMatch(polygon -> polygon.contains(point))
                || circles.stream().anyMatch(circle -> circle.contains(point));
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
        int both = 0;
        int either = 0;
        for (int i = 0; i < LATTICE * LATTICE; i++) {
            Position point = box.at((i % LATTICE + 0.5) / LATTICE, (Math.floorDiv(i, LATTICE) + 0.5) / LATTICE);
            boolean in = one.stream().anyMatch(area -> area.contains(point));
            boolean inOther = other.stream().anyMatch(area -> area.contains(point));
            both += in && inOther ? 1 : 0;
            either += in || inOther ? 1 : 0;
        }
        return either == 0 ? 0 : (double) both / either;
    }

    /** A box around shapes; those across the 180th meridian get one around the earth, which is coarse and not wrong. */
    private record Box(double south, double west, double north, double east) {

        static @Nullable Box around(Collection<Area> areas) {
            List<Position> corners = areas.stream().flatMap(Area::corners).toList();
            if (corners.isEmpty()) {
                return null;
            }
            return new Box(
                    corners.stream().mapToDouble(Position::latitude).min().orElseThrow(),
                    corners.stream().mapToDouble(Position::longitude).min().orElseThrow(),
                    corners.stream().mapToDouble(Position::latitude).max().orElseThrow(),
                    corners.stream().mapToDouble(Position::longitude).max().orElseThrow());
        }

        /** Whether nothing can be in both; never said of those around the earth. */
        static boolean areApart(@Nullable Box one, @Nullable Box other) {
            return one == null
                    || other == null
                    || one.north < other.south
                    || other.north < one.south
                    || one.east < other.west
                    || other.east < one.west;
        }

        Position at(double x, double y) {
            return new Position(south + y * (north - south), west + x * (east - west));
        }
    }

    private Stream<Position> corners() {
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
