package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Command;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** api.weather.gov: points, grid, stations, observations, alerts; problem+json; 403 without a User-Agent that says who. */
final class Nws {

    private static final String BASE = "/weather/nws";
    private static final String ID = "https://api.weather.gov";

    private final Sky sky;
    private final InstantSource clock;
    private final NwsAlerts alerts;

    Nws(Sky sky, InstantSource clock) {
        this.sky = sky;
        this.clock = clock;
        this.alerts = new NwsAlerts();
    }

    long alerts() {
        return alerts.size();
    }

    /** What is warned of, for those who tell it on. */
    NwsAlerts board() {
        return alerts;
    }

    String warn(Command command) {
        return alerts.obey(command);
    }

    void mount(Router router) {
        router.route(BASE + "/*").handler(ctx -> {
            if (Identification.missing(ctx)) {
                problem(ctx, 403, "Forbidden", "A User-Agent that identifies your application is required.");
            } else {
                ctx.next();
            }
        });
        router.get(BASE + "/points/:where").handler(this::point);
        router.get(BASE + "/gridpoints/SBX/:cell/stations").handler(this::stations);
        router.get(BASE + "/gridpoints/SBX/:cell/forecast/hourly").handler(ctx -> forecast(ctx, 1, 156));
        router.get(BASE + "/gridpoints/SBX/:cell/forecast").handler(ctx -> forecast(ctx, 12, 14));
        router.get(BASE + "/stations/:station/observations").handler(this::observations);
        router.get(BASE + "/alerts/active").handler(this::active);
        router.route(BASE + "/*").handler(ctx -> problem(ctx, 404, "Not Found", "No such resource."));
    }

    private void point(RoutingContext ctx) {
        Where place = where(ctx.pathParam("where"));
        if (place == null || place.latitude() < 13 || place.latitude() > 72 || place.longitude() > -60) {
            problem(ctx, 404, "Data Unavailable For Requested Point", "Unable to provide data for requested point");
            return;
        }
        int x = (int) Math.round((place.longitude() + 180) * 10);
        int y = (int) Math.round((place.latitude() + 90) * 10);
        String grid = ID + "/gridpoints/SBX/" + x + "," + y;
        JsonObject properties = new JsonObject()
                .put("cwa", "SBX")
                .put("gridId", "SBX")
                .put("gridX", x)
                .put("gridY", y)
                .put("forecast", grid + "/forecast")
                .put("forecastHourly", grid + "/forecast/hourly")
                .put("forecastGridData", grid)
                .put("observationStations", grid + "/stations")
                .put("forecastZone", ID + "/zones/forecast/SBZ001")
                .put("county", ID + "/zones/county/SBC001")
                .put("timeZone", "America/New_York");
        geo(ctx, 86_400, new JsonObject().put("type", "Feature").put("properties", properties));
    }

    private void stations(RoutingContext ctx) {
        JsonObject station = new JsonObject()
                .put("type", "Feature")
                .put(
                        "properties",
                        new JsonObject()
                                .put(
                                        "stationIdentifier",
                                        "K" + ctx.pathParam("cell").replace(",", "X"))
                                .put("name", "Sandbox Station"));
        geo(ctx, 86_400, collection().put("features", new JsonArray().add(station)));
    }

    private static @Nullable Where cell(String cell) {
        String[] parts = cell.split("[,X]", -1);
        return parts.length == 2 && cell.matches("\\d{1,4}[,X]\\d{1,4}")
                ? new Where(Integer.parseInt(parts[1]) / 10.0 - 90, Integer.parseInt(parts[0]) / 10.0 - 180)
                : null;
    }

    private void observations(RoutingContext ctx) {
        Where place = cell(ctx.pathParam("station").replaceFirst("^K", ""));
        if (place == null) {
            problem(ctx, 404, "Not Found", "No such station.");
            return;
        }
        // A report every five minutes, as automatic stations send them.
        Instant at = Instant.ofEpochSecond(clock.instant().getEpochSecond() / 300 * 300);
        double north = place.latitude();
        double east = place.longitude();
        JsonObject properties = new JsonObject()
                .put("station", ID + "/stations/" + ctx.pathParam("station"))
                .put("timestamp", at.toString().replace("Z", "+00:00"))
                .put("textDescription", "Partly Cloudy")
                .put("icon", ID + "/icons/land/day/sct?size=medium")
                .put("temperature", measured("wmoUnit:degC", sky.temperature(north, east, at)))
                .put("dewpoint", measured("wmoUnit:degC", sky.dewPoint(north, east, at)))
                .put("precipitationLastHour", measured("wmoUnit:mm", sky.rain(north, east, at.minusSeconds(3_600))))
                .put("windDirection", measured("wmoUnit:degree_(angle)", sky.windFrom(north, east, at)))
                .put("windSpeed", measured("wmoUnit:km_h-1", 3.6 * sky.wind(north, east, at)))
                .put("seaLevelPressure", measured("wmoUnit:Pa", 100 * sky.pressure(north, east, at)))
                .put("relativeHumidity", measured("wmoUnit:percent", 70));
        JsonObject feature = new JsonObject().put("type", "Feature").put("properties", properties);
        geo(ctx, 30, collection().put("features", new JsonArray().add(feature)));
    }

    private static JsonObject measured(String unit, double value) {
        return new JsonObject()
                .put("unitCode", unit)
                .put("value", Math.round(value * 10) / 10.0)
                .put("qualityControl", "V");
    }

    private void forecast(RoutingContext ctx, int hours, int count) {
        Where place = cell(ctx.pathParam("cell"));
        if (place == null) {
            problem(ctx, 404, "Not Found", "No such grid cell.");
            return;
        }
        Instant now = clock.instant();
        Instant first = now.truncatedTo(ChronoUnit.HOURS);
        JsonArray periods = new JsonArray();
        for (int i = 0; i < count; i++) {
            periods.add(period(place, i + 1, hours, now, first.plus(Duration.ofHours((long) hours * i))));
        }
        JsonObject properties = new JsonObject()
                .put("units", "us")
                .put("generatedAt", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("updateTime", first.toString().replace("Z", "+00:00"))
                .put("periods", periods);
        geo(ctx, 600, new JsonObject().put("type", "Feature").put("properties", properties));
    }

    private JsonObject period(Where place, int number, int hours, Instant run, Instant at) {
        double north = place.latitude();
        double east = place.longitude();
        double celsius = sky.temperature(north, east, at) + sky.error("nws", north, east, run, at);
        long local = at.plusSeconds((long) (east * 240)).getEpochSecond() / 3_600 % 24;
        boolean day = local >= 6 && local < 18;
        boolean wet = sky.rain(north, east, at) > 0;
        return new JsonObject()
                .put("number", number)
                .put("startTime", at.toString().replace("Z", "+00:00"))
                .put("endTime", at.plus(Duration.ofHours(hours)).toString().replace("Z", "+00:00"))
                .put("isDaytime", day)
                .put("temperature", measured("wmoUnit:degC", celsius))
                .put("dewpoint", measured("wmoUnit:degC", sky.dewPoint(north, east, at)))
                .put("relativeHumidity", measured("wmoUnit:percent", 70))
                .put("probabilityOfPrecipitation", measured("wmoUnit:percent", wet ? 80 : 10))
                .put("windSpeed", measured("wmoUnit:km_h-1", 3.6 * sky.wind(north, east, at)))
                .put("windDirection", "SW")
                .put("icon", ID + "/icons/land/" + (day ? "day" : "night") + (wet ? "/rain" : "/sct"))
                .put("shortForecast", wet ? "Rain" : "Partly Cloudy");
    }

    private void active(RoutingContext ctx) {
        Where place = where(ctx.request().getParam("point", ""));
        if (place == null) {
            problem(ctx, 400, "Bad Request", "point must be latitude,longitude");
            return;
        }
        geo(ctx, 30, collection().put("features", alerts.active(place, clock.instant())));
    }

    private static @Nullable Where where(String text) {
        String[] parts = text.split(",", -1);
        return parts.length == 2 ? Where.of(parts[0], parts[1]) : null;
    }

    private static JsonObject collection() {
        return new JsonObject().put("type", "FeatureCollection").put("title", "sandbox");
    }

    private static void geo(RoutingContext ctx, int seconds, JsonObject body) {
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=" + seconds + ", s-maxage=" + seconds);
        Answer.text(ctx, 200, "application/geo+json", body.toString());
    }

    private static void problem(RoutingContext ctx, int status, String title, String detail) {
        String kind = title.replace(" ", "").toLowerCase(Locale.ROOT);
        JsonObject body = new JsonObject()
                .put("correlationId", "sandbox")
                .put("title", title)
                .put("type", ID + "/problems/" + kind)
                .put("status", status)
                .put("detail", detail)
                .put("instance", ID + "/requests/sandbox");
        Answer.text(ctx, status, "application/problem+json", body.toString());
    }
}
