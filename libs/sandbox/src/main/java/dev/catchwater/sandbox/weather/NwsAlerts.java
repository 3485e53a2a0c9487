package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alerts by command, each in a box of a degree around a point. As at NWS only the last message of each is active. */
final class NwsAlerts {

    private static final String ID = "https://api.weather.gov/alerts/";
    private static final String OID = "urn:oid:2.49.0.1.840.0.5a4dbc";
    private static final Set<String> SEVERITIES = Set.of("Minor", "Moderate", "Severe", "Extreme");
    private static final int MOST = 500;

    private final Map<String, Alert> active = new LinkedHashMap<>();
    private int count;

    private record Alert(String id, Where centre, Instant until, JsonObject feature, List<JsonObject> references) {}

    long size() {
        return active.size();
    }

    /**
     * {@code alerts} (event, severity, latitude, longitude, minutes), {@code update} and {@code cancel} (id, …); {@code drop}
     * (id) lists it no longer and says nothing.
     */
    String obey(Command command) {
        Alert old = "alerts".equals(command.op()) ? null : active.remove(command.text("id", ""));
        if (old == null && !"alerts".equals(command.op())) {
            throw new Refusal(404, "no such alert is active");
        }
        if (old != null && "drop".equals(command.op())) {
            return old.id;
        }
        Where centre = old != null
                ? old.centre
                : Where.of(command.text("latitude", "40.78"), command.text("longitude", "-73.97"));
        String severity = command.text("severity", "Severe");
        if (centre == null || !SEVERITIES.contains(severity) || active.size() >= MOST) {
            throw new Refusal(422, "latitude, longitude, a severity of CAP, and fewer than " + MOST + " alerts");
        }
        boolean cancel = "cancel".equals(command.op());
        String type = cancel ? "Cancel" : old == null ? "Alert" : "Update";
        String id = OID + String.format("%04x", ++count) + ".001.1";
        Instant until = command.at().plus(Duration.ofMinutes(command.count("minutes", 60, 10_000)));
        List<JsonObject> references = new ArrayList<>();
        if (old != null) {
            references.addAll(old.references);
            references.add(reference(old));
        }
        JsonObject properties = properties(command, id, type, severity, until, references);
        active.put(id, new Alert(id, centre, until, feature(id, centre, properties), references));
        return id;
    }

    private static JsonObject feature(String id, Where centre, JsonObject properties) {
        return new JsonObject()
                .put("id", ID + id)
                .put("type", "Feature")
                .put("geometry", box(centre))
                .put("properties", properties);
    }

    private static JsonObject properties(
            Command command, String id, String type, String severity, Instant until, List<JsonObject> references) {
        String event = command.text("event", "Extreme Cold Warning");
        String sent = text(command.at());
        return new JsonObject()
                .put("@id", ID + id)
                .put("@type", "wx:Alert")
                .put("id", id)
                .put("areaDesc", "Sandbox County")
                .put("geocode", new JsonObject().put("UGC", new JsonArray().add("SBZ001")))
                .put("references", new JsonArray(references))
                .put("sent", sent)
                .put("effective", sent)
                .put("onset", sent)
                .put("expires", text(until))
                .put("ends", text(until))
                .put("status", "Actual")
                .put("scope", "Public")
                .put("messageType", type)
                .put("category", "Met")
                .put("severity", severity)
                .put("certainty", "Likely")
                .put("urgency", "Expected")
                .put("event", event)
                .put("sender", "w-nws.webmaster@noaa.gov")
                .put("senderName", "NWS Sandbox")
                .put("headline", event + " issued by NWS Sandbox")
                .put("description", command.text("text", "* WHAT...A pretend warning."))
                .put("instruction", "Nothing needs to be done: this is a sandbox.")
                .put("parameters", new JsonObject());
    }

    private static JsonObject reference(Alert old) {
        JsonObject properties = old.feature.getJsonObject("properties");
        return new JsonObject()
                .put("@id", ID + old.id)
                .put("identifier", old.id)
                .put("sender", properties.getString("sender"))
                .put("sent", properties.getString("sent"));
    }

    JsonArray active(Where place, Instant now) {
        JsonArray features = new JsonArray();
        active.values().removeIf(alert -> !alert.until.isAfter(now));
        active.values().stream()
                .filter(alert -> Math.abs(alert.centre.latitude() - place.latitude()) <= 0.5
                        && Math.abs(alert.centre.longitude() - place.longitude()) <= 0.5)
                .forEach(alert -> features.add(alert.feature));
        return features;
    }

    private static JsonObject box(Where centre) {
        JsonArray ring = new JsonArray();
        for (double[] corner : new double[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}}) {
            ring.add(new JsonArray().add(centre.longitude() + corner[0] / 2).add(centre.latitude() + corner[1] / 2));
        }
        return new JsonObject().put("type", "Polygon").put("coordinates", new JsonArray().add(ring));
    }

    private static String text(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond()).toString().replace("Z", "+00:00");
    }
}
