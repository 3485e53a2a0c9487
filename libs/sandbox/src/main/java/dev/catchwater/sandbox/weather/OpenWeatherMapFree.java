package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** OpenWeatherMap's 2.5, behind the same key and the same 60 calls a minute: current weather, three-hourly, air pollution. */
final class OpenWeatherMapFree {

    private static final String BASE = "/weather/openweathermap/data/2.5";
    private static final long STEP = 10_800;
    private static final Map<String, String> POLLUTANTS = Map.of(
            "pm2_5", "pm2_5",
            "pm10", "pm10",
            "ozone", "o3",
            "nitrogen_dioxide", "no2",
            "sulphur_dioxide", "so2",
            "carbon_monoxide", "co");

    private final Sky sky;
    private final OpenWeatherMap door;
    private final InstantSource clock;

    OpenWeatherMapFree(Sky sky, OpenWeatherMap door, InstantSource clock) {
        this.sky = sky;
        this.door = door;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get(BASE + "/weather").handler(ctx -> door.admit(ctx, place -> send(ctx, current(place))));
        router.get(BASE + "/forecast").handler(ctx -> door.admit(ctx, place -> send(ctx, forecast(place))));
        router.get(BASE + "/air_pollution/history").handler(ctx -> door.admit(ctx, place -> history(ctx, place)));
    }

    private static void send(RoutingContext ctx, JsonObject body) {
        Answer.text(ctx, 200, "application/json; charset=utf-8", body.toString());
    }

    /** Its {@code cod} is a number here and a text in the forecast. */
    private JsonObject current(Where place) {
        Instant now = clock.instant();
        return step(place, now, now)
                .put("coord", coordinates(place))
                .put("base", "stations")
                .put("visibility", 10_000)
                .put("sys", new JsonObject().put("country", "XX"))
                .put("timezone", 0)
                .put("id", 1)
                .put("name", "Sandbox")
                .put("cod", 200);
    }

    private JsonObject forecast(Where place) {
        Instant now = clock.instant();
        long first = (now.getEpochSecond() / STEP + 1) * STEP;
        JsonArray list = new JsonArray();
        for (int i = 0; i < 40; i++) {
            Instant at = Instant.ofEpochSecond(first + i * STEP);
            double rain = 0;
            for (int hour = 0; hour < 3; hour++) {
                rain += sky.rain(place.latitude(), place.longitude(), at.plus(Duration.ofHours(hour)));
            }
            JsonObject step = step(place, now, at).put("pop", rain > 0 ? 0.8 : 0.1);
            if (rain > 0) {
                step.put("rain", new JsonObject().put("3h", OpenWeatherMap.hundredth(rain)));
            }
            list.add(step.put("dt_txt", at.toString().replace('T', ' ').replace("Z", "")));
        }
        JsonObject city = new JsonObject()
                .put("id", 1)
                .put("name", "Sandbox")
                .put("coord", coordinates(place))
                .put("timezone", 0);
        return new JsonObject()
                .put("cod", "200")
                .put("message", 0)
                .put("cnt", 40)
                .put("list", list)
                .put("city", city);
    }

    private JsonObject step(Where place, Instant run, Instant at) {
        JsonObject flat = door.values(place, run, at);
        JsonObject main = new JsonObject()
                .put("temp", flat.getDouble("temp"))
                .put("feels_like", flat.getDouble("feels_like"))
                .put("temp_min", flat.getDouble("temp"))
                .put("temp_max", flat.getDouble("temp"))
                .put("pressure", flat.getLong("pressure"))
                .put("humidity", flat.getInteger("humidity"));
        return new JsonObject()
                .put("dt", at.getEpochSecond())
                .put("main", main)
                .put("weather", flat.getJsonArray("weather"))
                .put("clouds", new JsonObject().put("all", flat.getLong("clouds")))
                .put(
                        "wind",
                        new JsonObject()
                                .put("speed", flat.getDouble("wind_speed"))
                                .put("deg", flat.getInteger("wind_deg")));
    }

    private void history(RoutingContext ctx, Where place) {
        String start = ctx.request().getParam("start", "");
        String end = ctx.request().getParam("end", "");
        if (!start.matches("\\d{9,11}") || !end.matches("\\d{9,11}")) {
            OpenWeatherMap.refuse(ctx, 400, "400", "wrong start or end");
            return;
        }
        JsonArray list = new JsonArray();
        long last = Math.min(Long.parseLong(end), clock.instant().getEpochSecond());
        for (long at = (Long.parseLong(start) + 3_599) / 3_600 * 3_600; at <= last && list.size() < 200; at += 3_600) {
            JsonObject components = new JsonObject().put("no", 0.1).put("nh3", 0.8);
            Instant hour = Instant.ofEpochSecond(at);
            POLLUTANTS.forEach((name, field) -> components.put(
                    field, OpenWeatherMap.hundredth(sky.air(name, place.latitude(), place.longitude(), hour))));
            list.add(new JsonObject()
                    .put("main", new JsonObject().put("aqi", 1))
                    .put("components", components)
                    .put("dt", at));
        }
        send(ctx, new JsonObject().put("coord", coordinates(place)).put("list", list));
    }

    private static JsonObject coordinates(Where place) {
        return new JsonObject().put("lon", place.longitude()).put("lat", place.latitude());
    }
}
