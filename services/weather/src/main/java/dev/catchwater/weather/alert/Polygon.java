package dev.catchwater.weather.alert;

import dev.catchwater.weather.place.Position;
import java.util.List;

/**
 * A closed ring of at least four points, the last one the first (CAP 1.2 §3.2.4). One that crosses the 180th meridian is
 * understood: edges are never longer than half the way around.
 */
public record Polygon(List<Position> points) {

    /** Checks that it is closed. */
    public Polygon {
        points = List.copyOf(points);
        if (points.size() < 4 || !points.getFirst().equals(points.getLast())) {
            throw new IllegalArgumentException("a polygon has four points or more, and ends where it began");
        }
    }

    /** Whether the point lies inside: even-odd rule. */
    public boolean contains(Position point) {
        boolean inside = false;
        double shift = 0;
        double first = points.getFirst().longitude();
        double from = first;
        double x = near(point.longitude(), first);
        for (int i = 1; i < points.size(); i++) {
            double raw = points.get(i).longitude();
            shift += step(points.get(i - 1).longitude(), raw);
            double to = raw + shift;
            double south = points.get(i - 1).latitude();
            double north = points.get(i).latitude();
            if (south > point.latitude() != north > point.latitude()) {
                double at = from + (point.latitude() - south) / (north - south) * (to - from);
                inside ^= x < at;
            }
            from = to;
        }
        return inside;
    }

    private static double step(double from, double to) {
        double way = to - from;
        return way > 180 ? -360 : way < -180 ? 360 : 0;
    }

    private static double near(double longitude, double reference) {
        double way = longitude - reference;
        return way > 180 ? longitude - 360 : way < -180 ? longitude + 360 : longitude;
    }
}
