package dev.catchwater.weather.alert;

import dev.catchwater.weather.place.Position;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message in the making; without a word more it is a severe warning of the cold for two zones, told now. */
final class Made {
    private final String id;
    final Set<AlertKey> references = new HashSet<>();
    private String sender = "w-nws.webmaster@noaa.gov";
    private long sent;
    private Message.Status status = Message.Status.ACTUAL;
    private Message.Scope scope = Message.Scope.PUBLIC;
    private Message.Type type = Message.Type.ALERT;
    private Severity severity = Severity.SEVERE;
    private String event = "Extreme Cold Warning";
    private String via = "t";
    private Set<String> responses = Set.of();
    private Map<String, String> parameters = Map.of();
    private @Nullable Instant expires = AlertBookTest.NOW.plusSeconds(36_000);
    private @Nullable Instant ends;
    private List<Area> areas = List.of(new Area("NY", List.of(), List.of(), Set.of("UGC:NYZ072", "UGC:NJZ006")));

    Made(String id) {
        this.id = id;
    }

    Made sender(String value) {
        sender = value;
        return this;
    }

    Made sent(long value) {
        sent = value;
        return this;
    }

    Made status(Message.Status value) {
        status = value;
        return this;
    }

    Made scope(Message.Scope value) {
        scope = value;
        return this;
    }

    Made type(Message.Type value) {
        type = value;
        return this;
    }

    Made severity(Severity value) {
        severity = value;
        return this;
    }

    Made event(String value) {
        event = value;
        return this;
    }

    Made via(String value) {
        via = value;
        return this;
    }

    Made response(String value) {
        responses = Set.of(value);
        return this;
    }

    Made vtec(String value) {
        parameters = Map.of("VTEC", value);
        return this;
    }

    Made expires(@Nullable Instant value) {
        expires = value;
        return this;
    }

    Made ends(Instant value) {
        ends = value;
        return this;
    }

    Made zones(String... codes) {
        Set<String> all = new HashSet<>();
        for (String code : codes) {
            all.add("UGC:" + code);
        }
        areas = codes.length == 0 ? List.of() : List.of(new Area("", List.of(), List.of(), all));
        return this;
    }

    Made shape(double south, double west, double north, double east) {
        areas = List.of(new Area("", List.of(AreaTest.box(south, west, north, east)), List.of(), Set.of()));
        return this;
    }

    Made shapeAndZone(double south, double west, double north, double east, String code) {
        areas = List.of(
                new Area("", List.of(AreaTest.box(south, west, north, east)), List.of(), Set.of("UGC:" + code)));
        return this;
    }

    /** Thin and aslant: its box is large and it is not. */
    Made strip(double south, double west, double width) {
        Polygon thin = new Polygon(List.of(
                new Position(south, west),
                new Position(south, west + width),
                new Position(south + 1, west + 1 + width),
                new Position(south + 1, west + 1),
                new Position(south, west)));
        areas = List.of(new Area("", List.of(thin), List.of(), Set.of()));
        return this;
    }

    Message build() {
        AlertKey key = new AlertKey(sender, id, AlertBookTest.NOW.plusSeconds(sent));
        AlertInfo info = new AlertInfo(
                "en",
                event,
                severity,
                Urgency.EXPECTED,
                Certainty.LIKELY,
                responses,
                AlertBookTest.NOW,
                expires,
                ends,
                "NWS New York",
                null,
                null,
                null,
                null,
                parameters,
                areas);
        return new Message(key, status, type, scope, references, List.of(info), via);
    }

    static AlertKey key(String id, long seconds) {
        return new AlertKey("w-nws.webmaster@noaa.gov", id, AlertBookTest.NOW.plusSeconds(seconds));
    }

    static Message alert(String id) {
        return new Made(id).build();
    }

    static Made update(String id, String... old) {
        Made made = new Made(id).type(Message.Type.UPDATE).sent(id.charAt(0) - 'a');
        for (String each : old) {
            made.references.add(key(each, each.charAt(0) - 'a'));
        }
        return made;
    }
}
