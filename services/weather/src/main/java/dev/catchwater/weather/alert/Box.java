package dev.catchwater.weather.alert;

import dev.catchwater.weather.place.Position;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A box around shapes; those across the 180th meridian get one around the earth, which is coarse and not wrong. */
record Box(double south, double west, double north, double east) {

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

    /** In square degrees, as the lattice of {@link Area#overlap} counts; 0 where nothing can be in both. */
    double shared(Box other) {
        double high = Math.min(north, other.north) - Math.max(south, other.south);
        double wide = Math.min(east, other.east) - Math.max(west, other.west);
        return Math.max(0, high) * Math.max(0, wide);
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
