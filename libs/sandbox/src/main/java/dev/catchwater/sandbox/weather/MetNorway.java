package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Gate;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Locationforecast: who does not say who they are, or asks too exactly, gets 403; Expires, Last-Modified, 304, 203. */
final class MetNorway {

    private static final String PATH = "/weather/met-norway/weatherapi/locationforecast/2.0/complete";
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration SHORT_LIFE = Duration.ofMinutes(2);
    private static final int HOURS = 60;
    private static final int STEPS = 30;

    private static final JsonObject UNITS = new JsonObject()
            .put("air_pressure_at_sea_level", "hPa")
            .put("air_temperature", "celsius")
            .put("cloud_area_fraction", "%")
            .put("precipitation_amount", "mm")
            .put("relative_humidity", "%")
            .put("wind_from_direction", "degrees")
            .put("wind_speed", "m/s");

    private final Sky sky;
    private final InstantSource clock;
    private boolean ending;
    private boolean shortly;

    MetNorway(Sky sky, InstantSource clock) {
        this.sky = sky;
        this.clock = clock;
    }

    /** From now on the product is one that will end, as 203 says; or it is none. */
    void end(boolean soon) {
        ending = soon;
    }

    /** From now on answers expire in minutes, so that who asks again finds that nothing is new. */
    void expireShortly() {
        shortly = true;
    }

    void mount(Router router) {
        router.get(PATH).handler(this::forecast);
    }

    private void forecast(RoutingContext ctx) {
        String lat = ctx.request().getParam("lat");
        String lon = ctx.request().getParam("lon");
        Where place = Where.of(lat, lon);
        if (Identification.missing(ctx)) {
            Answer.text(
                    ctx, 403, "text/html", "<html><title>403 Forbidden</title>Identify yourself by User-Agent</html>");
        } else if (place == null) {
            Answer.text(ctx, 422, "text/plain", "lat and lon must be numbers in range");
        } else if (Where.decimals(lat) > 4 || Where.decimals(lon) > 4) {
            Answer.text(ctx, 403, "text/html", "<html><title>403 Forbidden</title>at most 4 decimals</html>");
        } else {
            answer(ctx, place);
        }
    }

    private void answer(RoutingContext ctx, Where place) {
        Instant now = clock.instant();
        Instant modified = Instant.ofEpochSecond(now.getEpochSecond() / LIFE.toSeconds() * LIFE.toSeconds());
        String date = Gate.httpDate(modified);
        ctx.response()
                .putHeader(HttpHeaders.LAST_MODIFIED, date)
                .putHeader(
                        HttpHeaders.EXPIRES,
                        Gate.httpDate(
                                shortly
                                        ? now.plus(SHORT_LIFE)
                                        : modified.plus(LIFE).plusSeconds(7)))
                .putHeader(HttpHeaders.VARY, "Accept, Accept-Encoding");
        // The very text is compared, as MET asks for it to be repeated.
        if (date.equals(ctx.request().getHeader(HttpHeaders.IF_MODIFIED_SINCE))) {
            Answer.text(ctx, 304, "application/json", "");
        } else {
            Answer.text(
                    ctx,
                    ending ? 203 : 200,
                    "application/json",
                    json(place, modified).toString());
        }
    }

    private JsonObject json(Where place, Instant run) {
        JsonArray series = new JsonArray();
        Instant first = run.truncatedTo(ChronoUnit.HOURS);
        for (int i = 0; i < HOURS; i++) {
            series.add(step(place, run, first.plus(Duration.ofHours(i)), "next_1_hours"));
        }
        Instant later = Instant.ofEpochSecond((first.getEpochSecond() / 21_600 + 1) * 21_600)
                .plus(Duration.ofHours(HOURS));
        later = Instant.ofEpochSecond(later.getEpochSecond() / 21_600 * 21_600);
        for (int i = 0; i < STEPS; i++) {
            series.add(step(place, run, later.plus(Duration.ofHours(6L * i)), "next_6_hours"));
        }
        JsonObject meta = new JsonObject().put("updated_at", run.toString()).put("units", UNITS);
        return new JsonObject()
                .put("type", "Feature")
                .put(
                        "geometry",
                        new JsonObject()
                                .put("type", "Point")
                                .put(
                                        "coordinates",
                                        new JsonArray()
                                                .add(place.longitude())
                                                .add(place.latitude())
                                                .add(20)))
                .put("properties", new JsonObject().put("meta", meta).put("timeseries", series));
    }

    private JsonObject step(Where place, Instant run, Instant at, String next) {
        double north = place.latitude();
        double east = place.longitude();
        double temperature = sky.temperature(north, east, at) + sky.error("met-norway", north, east, run, at);
        double rain = sky.rain(north, east, at);
        JsonObject details = new JsonObject()
                .put("air_pressure_at_sea_level", tenth(sky.pressure(north, east, at)))
                .put("air_temperature", tenth(temperature))
                .put("air_temperature_percentile_10", tenth(temperature - 1.5))
                .put("air_temperature_percentile_90", tenth(temperature + 1.5))
                .put("dew_point_temperature", tenth(sky.dewPoint(north, east, at)))
                .put("cloud_area_fraction", tenth(100 * sky.clouds(north, east, at)))
                .put("relative_humidity", 70.0)
                .put("wind_from_direction", sky.windFrom(north, east, at))
                .put("wind_speed", tenth(sky.wind(north, east, at)))
                .put("wind_speed_percentile_10", tenth(Math.max(0, sky.wind(north, east, at) - 1)))
                .put("wind_speed_percentile_90", tenth(sky.wind(north, east, at) + 1));
        JsonObject ahead = new JsonObject()
                .put("summary", new JsonObject().put("symbol_code", rain > 0 ? "rain" : "partlycloudy_day"))
                .put(
                        "details",
                        new JsonObject()
                                .put("precipitation_amount", tenth(rain))
                                .put("probability_of_precipitation", rain > 0 ? 75.0 : 8.0));
        JsonObject data = new JsonObject()
                .put("instant", new JsonObject().put("details", details))
                .put(next, ahead);
        return new JsonObject().put("time", at.toString()).put("data", data);
    }

    private static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
