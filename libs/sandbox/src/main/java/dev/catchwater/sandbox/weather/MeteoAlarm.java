package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** MeteoAlarm's feeds: CAP as JSON by country, zones instead of shapes, a cancel without info. */
final class MeteoAlarm {

    private static final Set<String> COUNTRIES = Set.of("germany", "norway", "spain", "united-kingdom");
    private static final Set<String> SEVERITIES = Set.of("Minor", "Moderate", "Severe", "Extreme");
    private static final String SENDER = "warnings@sandbox.example";
    private static final int MOST = 500;

    private final InstantSource clock;
    private final Map<String, Warned> warnings = new LinkedHashMap<>();
    private int count;

    private record Warned(String country, Instant sent, Instant until, JsonObject alert) {}

    MeteoAlarm(InstantSource clock) {
        this.clock = clock;
    }

    void mount(Router router) {
        router.get("/weather/meteoalarm/api/v1/warnings/:feed").handler(this::feed);
    }

    long size() {
        return warnings.size();
    }

    /** {@code alerts} (country, zone, event, severity, minutes), {@code cancel} (id). */
    String obey(Command command) {
        if ("cancel".equals(command.op())) {
            return cancel(command);
        }
        String country = command.text("country", "germany");
        String severity = command.text("severity", "Severe");
        if (!COUNTRIES.contains(country) || !SEVERITIES.contains(severity) || warnings.size() >= MOST) {
            throw new Refusal(
                    422, "a country of " + COUNTRIES + ", a severity of CAP, fewer than " + MOST + " warnings");
        }
        Instant sent = command.at().truncatedTo(ChronoUnit.SECONDS);
        Instant until = sent.plus(Duration.ofMinutes(command.count("minutes", 60, 10_000)));
        String id = "2.49.0.0.276.0.SBX." + ++count;
        JsonObject alert =
                message(id, sent, "Alert").put("info", new JsonArray().add(info(command, severity, sent, until)));
        warnings.put(id, new Warned(country, sent, until, alert));
        return id;
    }

    private static JsonObject info(Command command, String severity, Instant sent, Instant until) {
        String event = command.text("event", "Thunderstorm");
        JsonObject geocode = new JsonObject().put("valueName", "EMMA_ID").put("value", command.text("zone", "DE000"));
        JsonObject area =
                new JsonObject().put("areaDesc", "Sandbox Kreis").put("geocode", new JsonArray().add(geocode));
        return new JsonObject()
                .put("language", "en-GB")
                .put("category", new JsonArray().add("Met"))
                .put("event", event)
                .put("urgency", "Expected")
                .put("severity", severity)
                .put("certainty", "Likely")
                .put("onset", sent.toString().replace("Z", "+00:00"))
                .put("expires", until.toString().replace("Z", "+00:00"))
                .put("senderName", "Sandbox Weather Service")
                .put("headline", event + " in the sandbox")
                .put("description", command.text("text", "A pretend warning."))
                .put(
                        "parameter",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("valueName", "awareness_level")
                                        .put("value", "3; orange; Severe")))
                .put("area", new JsonArray().add(area));
    }

    private String cancel(Command command) {
        Warned old = warnings.remove(command.text("id", ""));
        if (old == null) {
            throw new Refusal(404, "no such warning");
        }
        Instant sent = command.at().truncatedTo(ChronoUnit.SECONDS);
        String id = "2.49.0.0.276.0.SBX." + ++count;
        String reference = SENDER + "," + old.alert.getString("identifier") + "," + old.alert.getString("sent");
        JsonObject alert = message(id, sent, "Cancel").put("references", reference);
        warnings.put(id, new Warned(old.country, sent, old.until, alert));
        return id;
    }

    private static JsonObject message(String id, Instant sent, String type) {
        return new JsonObject()
                .put("identifier", id)
                .put("sender", SENDER)
                .put("sent", sent.toString().replace("Z", "+00:00"))
                .put("status", "Actual")
                .put("msgType", type)
                .put("scope", "Public");
    }

    private void feed(RoutingContext ctx) {
        String country = ctx.pathParam("feed").replaceFirst("^feeds-", "");
        if (!COUNTRIES.contains(country)) {
            Answer.text(ctx, 404, "text/plain", "no such feed");
            return;
        }
        Instant now = clock.instant();
        warnings.values().removeIf(warned -> !warned.until.isAfter(now));
        JsonArray all = new JsonArray();
        warnings.forEach((id, warned) -> {
            if (warned.country.equals(country)) {
                all.add(new JsonObject().put("alert", warned.alert).put("uuid", id));
            }
        });
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=30");
        Answer.text(
                ctx,
                200,
                "application/json",
                new JsonObject().put("warnings", all).toString());
    }
}
