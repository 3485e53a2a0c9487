package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Allowance;
import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Gate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Pirate Weather in {@code units=si}: Dark Sky's shape, amounts in cm, −999 for what is missing, the key in a header or the path,
 * a month's budget in headers. Its alerts are NWS', with the address that tells which.
 */
final class PirateWeather {

    /** The key of local mode: it opens nothing but the sandbox. */
    static final String KEY = "sandbox-pirate-key";

    private static final String UPSTREAM = "weather/pirate-weather";
    private static final Allowance MONTH = new Allowance("month", 10_000, Duration.ofDays(30));

    private final Sky sky;
    private final NwsAlerts alerts;
    private final Budgets budgets;
    private final InstantSource clock;

    PirateWeather(Sky sky, NwsAlerts alerts, Budgets budgets, InstantSource clock) {
        this.sky = sky;
        this.alerts = alerts;
        this.budgets = budgets;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get("/" + UPSTREAM + "/forecast/:key/:where").handler(this::forecast);
    }

    private void forecast(RoutingContext ctx) {
        String header = ctx.request().getHeader("apikey");
        String[] parts = ctx.pathParam("where").split(",", -1);
        Where place = parts.length == 2 ? Where.of(parts[0], parts[1]) : null;
        if (!KEY.equals(header == null ? ctx.pathParam("key") : header)) {
            Gate.identify(ctx, "refused");
            json(ctx, 401, new JsonObject().put("message", "Invalid authentication credentials"));
            return;
        }
        Gate.identify(ctx, "key");
        Budgets.Standing standing = budgets.spend(UPSTREAM, MONTH, "key");
        long left = Duration.between(clock.instant(), standing.reset()).toSeconds();
        ctx.response()
                .putHeader("Ratelimit-Limit", "10000")
                .putHeader("Ratelimit-Remaining", Integer.toString(standing.remaining()))
                .putHeader("Ratelimit-Reset", Long.toString(left));
        if (standing.refused()) {
            json(ctx, 429, new JsonObject().put("message", "API rate limit exceeded"));
        } else if (place == null) {
            json(ctx, 400, new JsonObject().put("detail", "Invalid Location Specification"));
        } else if (!"si".equals(ctx.request().getParam("units"))) {
            json(ctx, 400, new JsonObject().put("detail", "the sandbox tells si alone"));
        } else {
            json(ctx, 200, body(place));
        }
    }

    private static void json(RoutingContext ctx, int status, JsonObject body) {
        Answer.text(ctx, status, "application/json", body.toString());
    }

    private JsonObject body(Where place) {
        Instant now = clock.instant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        JsonArray hours = new JsonArray();
        for (int i = 0; i < 48; i++) {
            Instant at = hour.plus(Duration.ofHours(i));
            hours.add(step(place, now, at)
                    .put("precipAccumulation", round(sky.rain(place.latitude(), place.longitude(), at) / 10)));
        }
        JsonArray days = new JsonArray();
        for (int i = 0; i < 8; i++) {
            days.add(day(place, now, now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(i))));
        }
        return new JsonObject()
                .put("latitude", place.latitude())
                .put("longitude", place.longitude())
                .put("timezone", "Etc/UTC")
                .put("offset", 0.0)
                .put("elevation", 20)
                .put("currently", step(place, now, now).put("uvIndex", -999))
                .put("hourly", block(hours))
                .put("daily", block(days))
                .put("alerts", warnings(place, now))
                .put("flags", flags());
    }

    private static JsonObject flags() {
        return new JsonObject()
                .put("sources", new JsonArray().add("gfs"))
                .put("sourceTimes", new JsonObject())
                .put("nearest-station", 0)
                .put("units", "si")
                .put("version", "V2.9.1");
    }

    private static JsonObject block(JsonArray data) {
        return new JsonObject().put("summary", "Sandbox.").put("icon", "cloudy").put("data", data);
    }

    private JsonObject step(Where place, Instant run, Instant at) {
        double north = place.latitude();
        double east = place.longitude();
        double celsius = sky.temperature(north, east, at) + sky.error("pirate-weather", north, east, run, at);
        double rain = sky.rain(north, east, at);
        return new JsonObject()
                .put("time", at.getEpochSecond())
                .put("summary", rain > 0 ? "Rain" : "Partly Cloudy")
                .put("icon", rain > 0 ? "rain" : "partly-cloudy-day")
                .put("precipIntensity", round(rain))
                .put("precipProbability", rain > 0 ? 0.7 : 0.1)
                .put("precipIntensityError", 0.0)
                .put("precipType", rain > 0 ? "rain" : "none")
                .put("temperature", round(celsius))
                .put("apparentTemperature", round(celsius - 1))
                .put("dewPoint", round(sky.dewPoint(north, east, at)))
                .put("humidity", 0.7)
                .put("pressure", round(sky.pressure(north, east, at)))
                .put("windSpeed", round(sky.wind(north, east, at)))
                .put("windGust", round(1.5 * sky.wind(north, east, at)))
                .put("windBearing", Math.round(sky.windFrom(north, east, at)))
                .put("cloudCover", round(sky.clouds(north, east, at)))
                .put("uvIndex", 2.0)
                .put("visibility", 16.09);
    }

    private JsonObject day(Where place, Instant run, Instant day) {
        double noon = sky.temperature(place.latitude(), place.longitude(), day.plus(Duration.ofHours(14)));
        return step(place, run, day)
                .put("sunriseTime", day.plus(Duration.ofHours(6)).getEpochSecond())
                .put("sunsetTime", day.plus(Duration.ofHours(18)).getEpochSecond())
                .put("precipAccumulation", 0.1)
                .put("temperatureMin", round(noon - 7))
                .put("temperatureMax", round(noon));
    }

    private JsonArray warnings(Where place, Instant now) {
        JsonArray warnings = new JsonArray();
        alerts.active(place, now).forEach(one -> {
            JsonObject properties = ((JsonObject) one).getJsonObject("properties");
            if (!"Cancel".equals(properties.getString("messageType"))) {
                warnings.add(new JsonObject()
                        .put("title", properties.getString("event"))
                        .put("regions", new JsonArray().add(properties.getString("areaDesc")))
                        .put("severity", properties.getString("severity"))
                        .put("time", seconds(properties.getString("sent")))
                        .put("expires", seconds(properties.getString("expires")))
                        .put("description", properties.getString("description"))
                        .put("uri", ((JsonObject) one).getString("id")));
            }
        });
        return warnings;
    }

    private static long seconds(String text) {
        return Instant.parse(text.replace("+00:00", "Z")).getEpochSecond();
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
