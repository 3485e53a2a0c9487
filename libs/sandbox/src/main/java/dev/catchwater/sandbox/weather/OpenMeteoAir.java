package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Allowance;
import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Budgets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Open-Meteo's air quality API: hours in µg/m³, many places in a call, its own host in truth. */
final class OpenMeteoAir {

    private static final String PATH = "/weather/open-meteo/v1/air-quality";
    private static final Allowance MINUTE = new Allowance("minute (air)", 600, Duration.ofMinutes(1));
    private static final Set<String> KNOWN =
            Set.of("latitude", "longitude", "hourly", "timeformat", "past_days", "forecast_days", "timezone", "apikey");
    private static final Set<String> FIELDS =
            Set.of("pm2_5", "pm10", "ozone", "nitrogen_dioxide", "sulphur_dioxide", "carbon_monoxide");

    private final Sky sky;
    private final Budgets budgets;
    private final InstantSource clock;

    OpenMeteoAir(Sky sky, Budgets budgets, InstantSource clock) {
        this.sky = sky;
        this.budgets = budgets;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get(PATH).handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        List<Where> places = places(ctx);
        String wrong = wrong(ctx, places);
        if (wrong != null) {
            refuse(ctx, 400, wrong);
            return;
        }
        boolean refused = false;
        for (int i = 0; i < places.size(); i++) {
            refused |= budgets.spend(
                            "weather/open-meteo",
                            MINUTE,
                            "ip:" + ctx.request().remoteAddress().hostAddress())
                    .refused();
        }
        if (refused) {
            refuse(ctx, 429, "Minutely API request limit exceeded. Please try again in one minute.");
            return;
        }
        JsonArray all = new JsonArray();
        places.forEach(place -> all.add(place(ctx, place)));
        Object body = places.size() == 1 ? all.getJsonObject(0) : all;
        Answer.text(ctx, 200, "application/json; charset=utf-8", body.toString());
    }

    private static List<Where> places(RoutingContext ctx) {
        String[] latitudes = ctx.request().getParam("latitude", "").split(",", -1);
        String[] longitudes = ctx.request().getParam("longitude", "").split(",", -1);
        List<Where> places = new ArrayList<>();
        for (int i = 0; i < latitudes.length && latitudes.length == longitudes.length; i++) {
            Where place = Where.of(latitudes[i], longitudes[i]);
            if (place == null) {
                return List.of();
            }
            places.add(place);
        }
        return places;
    }

    private static @Nullable String wrong(RoutingContext ctx, List<Where> places) {
        if (places.isEmpty()) {
            return "Parameter 'latitude' and 'longitude' must have the same number of elements, in range";
        }
        for (String name : ctx.request().params().names()) {
            if (!KNOWN.contains(name)) {
                return "Unknown parameter '" + name + "'";
            }
        }
        for (String field : ctx.request().getParam("hourly", "").split(",", -1)) {
            if (!FIELDS.contains(field)) {
                return "Cannot initialize " + field + " from invalid String value for key hourly";
            }
        }
        return "unixtime".equals(ctx.request().getParam("timeformat")) ? null : "the sandbox tells seconds alone";
    }

    private JsonObject place(RoutingContext ctx, Where place) {
        int past = Integer.parseInt(ctx.request().getParam("past_days", "0"));
        int ahead = Integer.parseInt(ctx.request().getParam("forecast_days", "5"));
        Instant first = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(past));
        int hours = 24 * (past + ahead);
        JsonObject units = new JsonObject().put("time", "unixtime");
        JsonArray times = new JsonArray();
        for (int i = 0; i < hours; i++) {
            times.add(first.getEpochSecond() + 3_600L * i);
        }
        JsonObject values = new JsonObject().put("time", times);
        for (String field : ctx.request().getParam("hourly").split(",", -1)) {
            values.put(field, series(field, place, first, hours));
            units.put(field, "μg/m³");
        }
        return new JsonObject()
                .put("latitude", place.latitude())
                .put("longitude", place.longitude())
                .put("generationtime_ms", 0.2)
                .put("utc_offset_seconds", 0)
                .put("timezone", "GMT")
                .put("timezone_abbreviation", "GMT")
                .put("elevation", 20.0)
                .put("hourly_units", units)
                .put("hourly", values);
    }

    private JsonArray series(String field, Where place, Instant first, int hours) {
        JsonArray series = new JsonArray();
        for (int i = 0; i < hours; i++) {
            Instant at = first.plus(Duration.ofHours(i));
            series.add(Math.round(10 * sky.air(field, place.latitude(), place.longitude(), at)) / 10.0);
        }
        return series;
    }

    private static void refuse(RoutingContext ctx, int status, String reason) {
        JsonObject body = new JsonObject().put("error", true).put("reason", reason);
        Answer.text(ctx, status, "application/json; charset=utf-8", body.toString());
    }
}
