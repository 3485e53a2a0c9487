package dev.catchwater.weather.source.nws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Area;
import dev.catchwater.weather.alert.Certainty;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Polygon;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.alert.Urgency;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.source.Moments;
import dev.catchwater.weather.source.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** NWS' active alerts as GeoJSON: CAP's words in other places, with the event's end apart from the message's. */
final class AlertFeatures {

    private static final int MOST = 1_000;
    private static final int MOST_POINTS = 10_000;

    private AlertFeatures() {}

    static List<Message> messages(JsonNode json) {
        if (!json.path("features").isArray()) {
            throw new ProviderFailure.Malformed("It answered without a list of alerts.").asException();
        }
        return json.path("features")
                .valueStream()
                .limit(MOST)
                .flatMap(feature -> message(feature).stream())
                .toList();
    }

    /** What has no identity, status or type cannot be followed; it is let go, and the others stay. */
    private static Optional<Message> message(JsonNode feature) {
        JsonNode alert = feature.path("properties");
        Optional<AlertKey> key = key(alert, "id");
        Optional<Message.Status> status = constant(Message.Status.class, alert.path("status"));
        Optional<Message.Type> type = constant(Message.Type.class, alert.path("messageType"));
        if (key.isEmpty() || status.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        Set<AlertKey> references = alert.path("references")
                .valueStream()
                .limit(MOST)
                .flatMap(reference -> key(reference, "identifier").stream())
                .collect(Collectors.toSet());
        return Optional.of(new Message(
                key.get(),
                status.get(),
                type.get(),
                constant(Message.Scope.class, alert.path("scope")).orElse(Message.Scope.PUBLIC),
                references,
                List.of(info(alert, area(feature))),
                Provider.NWS.label()));
    }

    private static Optional<AlertKey> key(JsonNode node, String id) {
        String identifier = node.path(id).asText("");
        return Moments.of(node.path("sent"))
                .filter(sent -> !identifier.isEmpty())
                .map(sent -> new AlertKey(node.path("sender").asText(""), identifier, sent));
    }

    private static AlertInfo info(JsonNode alert, Area area) {
        return new AlertInfo(
                alert.path("language").asText("en-US"),
                alert.path("event").asText("Warning"),
                constant(Severity.class, alert.path("severity")).orElse(Severity.UNKNOWN),
                constant(Urgency.class, alert.path("urgency")).orElse(Urgency.UNKNOWN),
                constant(Certainty.class, alert.path("certainty")).orElse(Certainty.UNKNOWN),
                Set.of(alert.path("response").asText("None")),
                Moments.of(alert.path("onset"))
                        .or(() -> Moments.of(alert.path("effective")))
                        .orElse(null),
                Moments.of(alert.path("expires")).orElse(null),
                Moments.of(alert.path("ends")).orElse(null),
                alert.path("senderName").asText(null),
                alert.path("headline").asText(null),
                alert.path("description").asText(null),
                alert.path("instruction").asText(null),
                null,
                parameters(alert.path("parameters")),
                List.of(area));
    }

    private static Map<String, String> parameters(JsonNode parameters) {
        Map<String, String> first = new HashMap<>();
        parameters.propertyStream().limit(256).forEach(parameter -> {
            JsonNode value =
                    parameter.getValue().isArray() ? parameter.getValue().path(0) : parameter.getValue();
            first.put(Texts.clean(parameter.getKey()), value.asText(""));
        });
        return first;
    }

    static Area area(JsonNode feature) {
        JsonNode alert = feature.path("properties");
        Set<String> codes = new HashSet<>();
        alert.path("geocode")
                .propertyStream()
                .limit(8)
                .forEach(scheme -> scheme.getValue()
                        .valueStream()
                        .limit(MOST)
                        .forEach(code -> codes.add(Texts.clean(scheme.getKey()) + ":" + code.asText())));
        return new Area(alert.path("areaDesc").asText(""), polygons(feature.path("geometry")), List.of(), codes);
    }

    private static List<Polygon> polygons(JsonNode geometry) {
        JsonNode coordinates = geometry.path("coordinates");
        Stream<JsonNode> shapes = switch (geometry.path("type").asText("")) {
            case "Polygon" -> Stream.of(coordinates);
            case "MultiPolygon" -> coordinates.valueStream().limit(MOST);
            default -> Stream.empty();
        };
        return shapes.flatMap(shape -> polygon(shape).stream()).toList();
    }

    /** The outer ring, then the holes; a hole that is none is passed over: twice warned is better than never. */
    private static Optional<Polygon> polygon(JsonNode shape) {
        List<List<Position>> holes = shape.valueStream()
                .skip(1)
                .limit(MOST)
                .flatMap(ring -> ring(ring).stream())
                .toList();
        return ring(shape.path(0)).map(outer -> new Polygon(outer, holes));
    }

    /** GeoJSON has longitude first. */
    private static Optional<List<Position>> ring(JsonNode ring) {
        List<Position> points = new ArrayList<>();
        for (JsonNode point : ring) {
            Optional<Position> position = Position.of(
                    point.path(1).asDouble(Double.NaN), point.path(0).asDouble(Double.NaN));
            if (position.isEmpty() || points.size() == MOST_POINTS) {
                return Optional.empty();
            }
            points.add(position.get());
        }
        return Polygon.isRing(points) ? Optional.of(points) : Optional.empty();
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, JsonNode text) {
        String name = text.asText("").toUpperCase(Locale.ROOT);
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }
}
