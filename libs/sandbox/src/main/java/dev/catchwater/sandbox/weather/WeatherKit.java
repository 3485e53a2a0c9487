package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Gate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Apple's WeatherKit: metric, wind in km/h, fractions, a life of its own for each data set, behind a developer's token. */
final class WeatherKit {

    private static final Set<String> SETS =
            Set.of("currentWeather", "forecastHourly", "forecastDaily", "weatherAlerts", "forecastNextHour");

    private final Sky sky;
    private final InstantSource clock;
    private final WeatherKitDoor door;

    WeatherKit(Sky sky, InstantSource clock) {
        this.sky = sky;
        this.clock = clock;
        this.door = new WeatherKitDoor(clock);
    }

    /** Lets in who signs with the private half of a key. */
    String admit(Command command) {
        return door.obey(command);
    }

    void mount(Router router) {
        router.get("/weather/weatherkit/api/v1/weather/:language/:lat/:lon").handler(this::weather);
    }

    private void weather(RoutingContext ctx) {
        String reason = door.reject(ctx.request().getHeader("Authorization"));
        if (reason != null) {
            Gate.identify(ctx, "refused");
            json(ctx, 401, new JsonObject().put("reason", reason));
            return;
        }
        Gate.identify(ctx, "developer");
        Where place = Where.of(ctx.pathParam("lat"), ctx.pathParam("lon"));
        List<String> sets = List.of(ctx.request().getParam("dataSets", "").split(",", -1));
        boolean alertsWithoutCountry =
                sets.contains("weatherAlerts") && ctx.request().getParam("countryCode") == null;
        if (place == null || !SETS.containsAll(sets) || alertsWithoutCountry) {
            json(ctx, 400, new JsonObject().put("reason", "BAD_REQUEST"));
        } else {
            json(ctx, 200, body(place, sets));
        }
    }

    private static void json(RoutingContext ctx, int status, JsonObject body) {
        Answer.text(ctx, status, "application/json;charset=utf-8", body.toString());
    }

    private JsonObject body(Where place, List<String> sets) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        JsonObject body = new JsonObject();
        if (sets.contains("currentWeather")) {
            JsonObject current = values(place, now, now)
                    .put("precipitationIntensity", round(sky.rain(place.latitude(), place.longitude(), now)));
            body.put("currentWeather", set("CurrentWeather", place, now, 5, current.put("asOf", now.toString())));
        }
        if (sets.contains("forecastHourly")) {
            body.put(
                    "forecastHourly",
                    set("HourlyForecast", place, now, 60, new JsonObject().put("hours", hours(place, now))));
        }
        if (sets.contains("forecastDaily")) {
            body.put(
                    "forecastDaily",
                    set("DailyForecast", place, now, 60, new JsonObject().put("days", days(place, now))));
        }
        if (sets.contains("weatherAlerts")) {
            body.put(
                    "weatherAlerts",
                    set("WeatherAlertCollection", place, now, 5, new JsonObject().put("alerts", new JsonArray())));
        }
        return body;
    }

    private static JsonObject set(String name, Where place, Instant now, int minutes, JsonObject content) {
        JsonObject metadata = new JsonObject()
                .put("attributionURL", "https://developer.apple.com/weatherkit/data-source-attribution/")
                .put("expireTime", now.plus(Duration.ofMinutes(minutes)).toString())
                .put("latitude", place.latitude())
                .put("longitude", place.longitude())
                .put("readTime", now.toString())
                .put("reportedTime", now.minusSeconds(600).toString())
                .put("units", "m")
                .put("version", 1);
        return new JsonObject().put("name", name).put("metadata", metadata).mergeIn(content);
    }

    private JsonArray hours(Where place, Instant now) {
        JsonArray hours = new JsonArray();
        for (int i = 0; i < 48; i++) {
            Instant at = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(i));
            double rain = sky.rain(place.latitude(), place.longitude(), at);
            hours.add(values(place, now, at)
                    .put("forecastStart", at.toString())
                    .put("precipitationAmount", round(rain))
                    .put("precipitationChance", rain > 0 ? 0.72 : 0.06));
        }
        return hours;
    }

    private JsonArray days(Where place, Instant now) {
        JsonArray days = new JsonArray();
        for (int i = 0; i < 7; i++) {
            Instant start = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(i));
            double noon = sky.temperature(place.latitude(), place.longitude(), start.plus(Duration.ofHours(14)));
            days.add(new JsonObject()
                    .put("forecastStart", start.toString())
                    .put("forecastEnd", start.plus(Duration.ofDays(1)).toString())
                    .put("conditionCode", "MostlyCloudy")
                    .put("maxUvIndex", 3)
                    .put("precipitationAmount", 0.4)
                    .put("precipitationChance", 0.2)
                    .put("snowfallAmount", 0.0)
                    .put("sunrise", start.plus(Duration.ofHours(6)).toString())
                    .put("sunset", start.plus(Duration.ofHours(18)).toString())
                    .put("temperatureMax", round(noon))
                    .put("temperatureMin", round(noon - 7)));
        }
        return days;
    }

    private JsonObject values(Where place, Instant run, Instant at) {
        double north = place.latitude();
        double east = place.longitude();
        double celsius = sky.temperature(north, east, at) + sky.error("weatherkit", north, east, run, at);
        return new JsonObject()
                .put("cloudCover", round(sky.clouds(north, east, at)))
                .put("conditionCode", sky.rain(north, east, at) > 0 ? "Rain" : "PartlyCloudy")
                .put("daylight", true)
                .put("humidity", 0.7)
                .put("pressure", round(sky.pressure(north, east, at)))
                .put("temperature", round(celsius))
                .put("temperatureApparent", round(celsius - 1))
                .put("temperatureDewPoint", round(sky.dewPoint(north, east, at)))
                .put("uvIndex", 2)
                .put("visibility", 20_000.0)
                .put("windDirection", (int) sky.windFrom(north, east, at))
                .put("windGust", round(3.6 * 1.5 * sky.wind(north, east, at)))
                .put("windSpeed", round(3.6 * sky.wind(north, east, at)));
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
