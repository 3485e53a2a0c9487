package dev.catchwater.weather.source.cap;

import dev.catchwater.weather.alert.Area;
import dev.catchwater.weather.alert.Circle;
import dev.catchwater.weather.alert.Polygon;
import dev.catchwater.weather.place.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CAP's areas (§3.2.4). A shape that is none is let go; the others and the codes remain. */
final class Areas {

    private static final int MOST_AREAS = 2_000;
    private static final int MOST_POINTS = 10_000;

    private Areas() {}

    static List<Area> of(Element info) {
        return info.all("area").limit(MOST_AREAS).map(Areas::area).toList();
    }

    private static Area area(Element area) {
        return new Area(
                area.first("areaDesc").orElse(""),
                area.all("polygon")
                        .flatMap(shape -> polygon(shape.text()).stream())
                        .toList(),
                area.all("circle")
                        .flatMap(shape -> circle(shape.text()).stream())
                        .toList(),
                codes(area));
    }

    private static Set<String> codes(Element area) {
        return area.all("geocode").limit(MOST_AREAS).flatMap(Areas::code).collect(Collectors.toSet());
    }

    /** CAP 1.0 wrote {@code scheme=code}. */
    private static Stream<String> code(Element geocode) {
        Optional<String> scheme = geocode.first("valueName");
        return scheme.isPresent()
                ? geocode.first("value").map(value -> scheme.get() + ":" + value).stream()
                : Stream.of(geocode.text()).filter(text -> text.contains("=")).map(text -> text.replaceFirst("=", ":"));
    }

    /** Pairs of latitude and longitude, separated by spaces. */
    static Optional<Polygon> polygon(String text) {
        String[] pairs = text.strip().split("\\s+", -1);
        List<Position> points = new ArrayList<>();
        for (String pair : pairs) {
            Optional<Position> point = point(pair);
            if (point.isEmpty() || points.size() == MOST_POINTS) {
                return Optional.empty();
            }
            points.add(point.get());
        }
        return Polygon.isRing(points) ? Optional.of(new Polygon(points)) : Optional.empty();
    }

    /** A point and a radius in kilometres. */
    private static Optional<Circle> circle(String text) {
        String[] parts = text.strip().split("\\s+", -1);
        return parts.length == 2
                ? point(parts[0])
                        .flatMap(centre -> number(parts[1])
                                .filter(radius -> radius >= 0 && radius <= 20_038)
                                .map(radius -> new Circle(centre, radius * 1_000)))
                : Optional.empty();
    }

    private static Optional<Position> point(String pair) {
        String[] parts = pair.split(",", -1);
        return parts.length == 2
                ? number(parts[0])
                        .flatMap(latitude -> number(parts[1]).flatMap(longitude -> Position.of(latitude, longitude)))
                : Optional.empty();
    }

    private static Optional<Double> number(String text) {
        return text.matches("[-+]?\\d{1,6}(\\.\\d{1,20})?") ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
