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
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Open-Meteo's forecast: many places and models in a call, calls counted by their weight, errors with a reason. */
final class OpenMeteo {

    private static final String PATH = "/weather/open-meteo/v1/forecast";
    private static final List<Allowance> ALLOWANCES = List.of(
            new Allowance("minute", 600, Duration.ofMinutes(1)), new Allowance("hour", 5_000, Duration.ofHours(1)));
    private static final Set<String> KNOWN = Set.of(
            "latitude",
            "longitude",
            "current",
            "hourly",
            "daily",
            "timezone",
            "timeformat",
            "wind_speed_unit",
            "temperature_unit",
            "precipitation_unit",
            "forecast_days",
            "past_days",
            "models",
            "apikey");
    private static final Set<String> MODELS = Set.of("best_match", "ecmwf_ifs025", "gfs_seamless", "icon_seamless");
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("temperature_2m", "°C"),
            Map.entry("apparent_temperature", "°C"),
            Map.entry("dew_point_2m", "°C"),
            Map.entry("relative_humidity_2m", "%"),
            Map.entry("precipitation", "mm"),
            Map.entry("weather_code", "wmo code"),
            Map.entry("cloud_cover", "%"),
            Map.entry("pressure_msl", "hPa"),
            Map.entry("wind_direction_10m", "°"),
            Map.entry("precipitation_probability", "%"),
            Map.entry("is_day", ""),
            Map.entry("temperature_2m_max", "°C"),
            Map.entry("temperature_2m_min", "°C"),
            Map.entry("uv_index_max", ""),
            Map.entry("precipitation_sum", "mm"),
            Map.entry("precipitation_probability_max", "%"),
            Map.entry("sunrise", "unixtime"),
            Map.entry("sunset", "unixtime"),
            Map.entry("wind_speed_10m", "m/s"),
            Map.entry("wind_gusts_10m", "m/s"),
            Map.entry("wind_speed_10m_max", "m/s"));

    private final Sky sky;
    private final Budgets budgets;
    private final InstantSource clock;

    OpenMeteo(Sky sky, Budgets budgets, InstantSource clock) {
        this.sky = sky;
        this.budgets = budgets;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get(PATH).handler(this::forecast);
    }

    private void forecast(RoutingContext ctx) {
        List<Where> places = places(ctx);
        String wrong = wrong(ctx, places);
        if (wrong != null) {
            refuse(ctx, 400, wrong);
        } else if (overBudget(ctx, places.size())) {
            refuse(ctx, 429, "Minutely API request limit exceeded. Please try again in one minute.");
        } else {
            JsonArray all = new JsonArray();
            places.forEach(place -> all.add(place(ctx, place)));
            Object body = places.size() == 1 ? all.getJsonObject(0) : all;
            Answer.text(ctx, 200, "application/json; charset=utf-8", body.toString());
        }
    }

    private static List<Where> places(RoutingContext ctx) {
        List<Where> places = new ArrayList<>();
        String[] latitudes = list(ctx, "latitude");
        String[] longitudes = list(ctx, "longitude");
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
        for (String block : List.of("current", "hourly", "daily")) {
            for (String field : list(ctx, block)) {
                if (!UNITS.containsKey(field)) {
                    return "Cannot initialize " + field + " from invalid String value for key " + block;
                }
            }
        }
        for (String model : list(ctx, "models")) {
            if (!MODELS.contains(model)) {
                return "Cannot initialize MultiDomains from invalid String value " + model + " for key models";
            }
        }
        return null;
    }

    /** Weight: Σ over places of max(1, variables / 10, days / 14 · variables / 10). */
    private boolean overBudget(RoutingContext ctx, int places) {
        double tenths = (list(ctx, "current").length + list(ctx, "hourly").length + list(ctx, "daily").length)
                * Math.max(1, list(ctx, "models").length)
                / 10.0;
        int weight = (int) Math.ceil(places * Math.max(1, tenths));
        boolean refused = false;
        for (Allowance allowance : ALLOWANCES) {
            for (int i = 0; i < weight; i++) {
                refused |= budgets.spend(
                                "weather/open-meteo",
                                allowance,
                                "ip:" + ctx.request().remoteAddress().hostAddress())
                        .refused();
            }
        }
        return refused;
    }

    private JsonObject place(RoutingContext ctx, Where place) {
        Instant now = clock.instant();
        JsonObject json = new JsonObject()
                .put("latitude", place.latitude())
                .put("longitude", place.longitude())
                .put("generationtime_ms", 0.4)
                .put("utc_offset_seconds", 0)
                .put("timezone", "GMT")
                .put("timezone_abbreviation", "GMT")
                .put("elevation", 20.0);
        String[] current = list(ctx, "current");
        if (current.length > 0) {
            Instant quarter = Instant.ofEpochSecond(now.getEpochSecond() / 900 * 900);
            JsonObject values =
                    new JsonObject().put("time", quarter.getEpochSecond()).put("interval", 900);
            for (String field : current) {
                values.put(field, value(field, "", place, quarter, quarter));
            }
            json.put("current_units", units(current, "")).put("current", values);
        }
        block(ctx, json, "hourly", place, now);
        block(ctx, json, "daily", place, now);
        return json;
    }

    private void block(RoutingContext ctx, JsonObject json, String name, Where place, Instant now) {
        String[] fields = list(ctx, name);
        if (fields.length == 0) {
            return;
        }
        String[] models = list(ctx, "models");
        int days = Integer.parseInt(ctx.request().getParam("forecast_days", "7"));
        Duration step = "daily".equals(name) ? Duration.ofDays(1) : Duration.ofHours(1);
        int steps = "daily".equals(name) ? days : 24 * days;
        Instant first = now.truncatedTo(ChronoUnit.DAYS);
        JsonObject values = new JsonObject().put("time", series(steps, first, step, Instant::getEpochSecond));
        JsonObject units = new JsonObject().put("time", "unixtime");
        for (String model : models.length == 0 ? new String[] {""} : models) {
            String suffix = models.length > 1 ? "_" + model : "";
            for (String field : fields) {
                values.put(field + suffix, series(steps, first, step, at -> value(field, model, place, now, at)));
            }
            units.mergeIn(units(fields, suffix));
        }
        json.put(name + "_units", units).put(name, values);
    }

    private static JsonArray series(int steps, Instant first, Duration step, ToDoubleFunction<Instant> value) {
        JsonArray series = new JsonArray();
        for (int i = 0; i < steps; i++) {
            double number = value.applyAsDouble(first.plus(step.multipliedBy(i)));
            if (number == Math.rint(number)) {
                series.add((long) number);
            } else {
                series.add(number);
            }
        }
        return series;
    }

    private static JsonObject units(String[] fields, String suffix) {
        JsonObject units = new JsonObject();
        for (String field : fields) {
            units.put(field + suffix, UNITS.get(field));
        }
        return units;
    }

    private double value(String field, String model, Where place, Instant run, Instant at) {
        double north = place.latitude();
        double east = place.longitude();
        double error = run.equals(at) ? 0 : sky.error("open-meteo" + model, north, east, run, at);
        return tenth(
                switch (field) {
                    case "temperature_2m", "apparent_temperature" -> sky.temperature(north, east, at) + error;
                    case "temperature_2m_max" -> sky.temperature(north, east, at.plusSeconds(54_000)) + error;
                    case "temperature_2m_min" -> sky.temperature(north, east, at.plusSeconds(10_800)) + error - 3;
                    case "dew_point_2m" -> sky.dewPoint(north, east, at) + error;
                    case "relative_humidity_2m" -> 70;
                    case "precipitation" -> sky.rain(north, east, at.minusSeconds(3_600));
                    case "precipitation_sum" -> 8 * sky.rain(north, east, at);
                    case "precipitation_probability" -> sky.rain(north, east, at.minusSeconds(3_600)) > 0 ? 80 : 10;
                    case "precipitation_probability_max" -> sky.rain(north, east, at) > 0 ? 80 : 10;
                    case "weather_code" ->
                        sky.rain(north, east, at) > 0 ? 61 : sky.clouds(north, east, at) > 0.6 ? 3 : 1;
                    case "cloud_cover" -> Math.round(100 * sky.clouds(north, east, at));
                    case "pressure_msl" -> sky.pressure(north, east, at);
                    case "wind_direction_10m" -> sky.windFrom(north, east, at);
                    case "wind_gusts_10m" -> 1.6 * sky.wind(north, east, at);
                    case "wind_speed_10m", "wind_speed_10m_max" -> sky.wind(north, east, at);
                    case "uv_index_max" -> 3;
                    case "is_day" -> 1;
                    case "sunrise" -> at.plusSeconds(21_600).getEpochSecond();
                    default -> at.plusSeconds(64_800).getEpochSecond();
                });
    }

    private static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String[] list(RoutingContext ctx, String name) {
        String text = ctx.request().getParam(name);
        return text == null || text.isEmpty() ? new String[0] : text.split(",", -1);
    }

    private static void refuse(RoutingContext ctx, int status, String reason) {
        JsonObject body = new JsonObject().put("error", true).put("reason", reason);
        Answer.text(ctx, status, "application/json; charset=utf-8", body.toString());
    }
}
