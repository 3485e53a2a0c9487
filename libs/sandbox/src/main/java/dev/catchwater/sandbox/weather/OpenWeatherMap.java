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
import java.util.function.Consumer;

/** OpenWeatherMap's One Call 3.0 in standard units: a key in the query, {@code cod} in errors, 60 calls a minute. */
final class OpenWeatherMap {

    /** The key of local mode: it opens nothing but the sandbox. */
    static final String KEY = "sandbox-owm-key";

    private static final Allowance MINUTE = new Allowance("minute", 60, Duration.ofMinutes(1));

    private final Sky sky;
    private final Budgets budgets;
    private final InstantSource clock;

    OpenWeatherMap(Sky sky, Budgets budgets, InstantSource clock) {
        this.sky = sky;
        this.budgets = budgets;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get("/weather/openweathermap/data/3.0/onecall").handler(this::oneCall);
    }

    private void oneCall(RoutingContext ctx) {
        admit(
                ctx,
                place -> Answer.text(
                        ctx, 200, "application/json; charset=utf-8", json(place).toString()));
    }

    /** Lets in who has the key, calls within the budget and names a place. */
    void admit(RoutingContext ctx, Consumer<Where> then) {
        Where place = Where.of(ctx.request().getParam("lat"), ctx.request().getParam("lon"));
        if (!KEY.equals(ctx.request().getParam("appid"))) {
            Gate.identify(ctx, "refused");
            refuse(ctx, 401, 401, "Invalid API key. Please see https://openweathermap.org/faq#error401 for more info.");
            return;
        }
        Gate.identify(ctx, "key");
        if (budgets.spend("weather/openweathermap", MINUTE, "key").refused()) {
            refuse(ctx, 429, 429, "Your account is temporary blocked due to exceeding of requests limitation.");
        } else if (place == null) {
            // In this one cod is a text.
            refuse(ctx, 400, "400", "wrong latitude");
        } else {
            then.accept(place);
        }
    }

    private JsonObject json(Where place) {
        Instant now = clock.instant();
        return new JsonObject()
                .put("lat", place.latitude())
                .put("lon", place.longitude())
                .put("timezone", "Etc/UTC")
                .put("timezone_offset", 0)
                .put("current", values(place, now, now))
                .put("hourly", hourly(place, now))
                .put("daily", daily(place, now));
    }

    private JsonArray hourly(Where place, Instant now) {
        JsonArray hourly = new JsonArray();
        for (int i = 0; i < 48; i++) {
            Instant at = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(i));
            double chance = sky.rain(place.latitude(), place.longitude(), at) > 0 ? 0.8 : 0.1;
            hourly.add(values(place, now, at).put("pop", chance));
        }
        return hourly;
    }

    private JsonArray daily(Where place, Instant now) {
        JsonArray daily = new JsonArray();
        for (int i = 0; i < 8; i++) {
            Instant noon = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(24L * i + 12));
            JsonObject day = values(place, now, noon);
            double high = day.getDouble("temp");
            JsonObject temperatures =
                    new JsonObject().put("day", high).put("min", high - 6).put("max", high + 2);
            daily.add(day.put("temp", temperatures).put("pop", 0.2));
        }
        return daily;
    }

    JsonObject values(Where place, Instant run, Instant at) {
        double north = place.latitude();
        double east = place.longitude();
        double kelvin = sky.temperature(north, east, at) + sky.error("openweathermap", north, east, run, at) + 273.15;
        boolean wet = sky.rain(north, east, at) > 0;
        JsonObject condition = new JsonObject()
                .put("id", wet ? 500 : 802)
                .put("main", wet ? "Rain" : "Clouds")
                .put("description", wet ? "light rain" : "scattered clouds")
                .put("icon", wet ? "10d" : "03d");
        return new JsonObject()
                .put("dt", at.getEpochSecond())
                .put("temp", hundredth(kelvin))
                .put("feels_like", hundredth(kelvin - 1))
                .put("pressure", Math.round(sky.pressure(north, east, at)))
                .put("humidity", 70)
                .put("dew_point", hundredth(sky.dewPoint(north, east, at) + 273.15))
                .put("uvi", 2.1)
                .put("clouds", Math.round(100 * sky.clouds(north, east, at)))
                .put("visibility", 10_000)
                .put("wind_speed", hundredth(sky.wind(north, east, at)))
                .put("wind_deg", (int) sky.windFrom(north, east, at))
                .put("weather", new JsonArray().add(condition));
    }

    static double hundredth(double value) {
        return Math.round(value * 100) / 100.0;
    }

    static void refuse(RoutingContext ctx, int status, Object cod, String message) {
        JsonObject body = new JsonObject().put("cod", cod).put("message", message);
        Answer.text(ctx, status, "application/json; charset=utf-8", body.toString());
    }
}
