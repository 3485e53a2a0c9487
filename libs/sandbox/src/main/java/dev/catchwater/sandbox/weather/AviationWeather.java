package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Answer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * NOAA's Aviation Weather Center: METARs of a box. A station stands at each full degree below 80 degrees of latitude, reports
 * each half hour in whole degrees and knots; where nobody reports the answer is 204.
 */
final class AviationWeather {

    private static final String PATH = "/weather/aviation-weather/api/data/metar";
    private static final int HALF_HOUR = 1_800;
    private static final int MOST_DEGREES = 12;

    private final Sky sky;
    private final InstantSource clock;

    AviationWeather(Sky sky, InstantSource clock) {
        this.sky = sky;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get(PATH).handler(this::metars);
    }

    private void metars(RoutingContext ctx) {
        List<Where> corners = box(ctx.request().getParam("bbox", ""));
        if (Identification.missing(ctx)) {
            Answer.text(ctx, 403, "text/plain", "Identify yourself by User-Agent");
        } else if (corners == null || !"json".equals(ctx.request().getParam("format"))) {
            Answer.text(
                    ctx,
                    400,
                    "application/json",
                    new JsonObject().put("error", "bbox and format=json").toString());
        } else {
            JsonArray reports = reports(corners.get(0), corners.get(1));
            ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "max-age=60");
            if (reports.isEmpty()) {
                Answer.text(ctx, 204, "application/json", "");
            } else {
                Answer.text(ctx, 200, "application/json", reports.toString());
            }
        }
    }

    private static @Nullable List<Where> box(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            return null;
        }
        Where from = Where.of(parts[0], parts[1]);
        Where to = Where.of(parts[2], parts[3]);
        return from == null
                        || to == null
                        || to.latitude() - from.latitude() > MOST_DEGREES
                        || to.longitude() - from.longitude() > MOST_DEGREES
                ? null
                : List.of(from, to);
    }

    private JsonArray reports(Where from, Where to) {
        Instant at = Instant.ofEpochSecond(clock.instant().getEpochSecond() / HALF_HOUR * HALF_HOUR);
        List<Where> stations = new ArrayList<>();
        for (int north = (int) Math.ceil(from.latitude()); north <= to.latitude(); north++) {
            for (int east = (int) Math.ceil(from.longitude()); east <= to.longitude(); east++) {
                if (Math.abs(north) < 80) {
                    stations.add(new Where(north, east));
                }
            }
        }
        JsonArray reports = new JsonArray();
        stations.forEach(station -> reports.add(report(station, at)));
        return reports;
    }

    private JsonObject report(Where station, Instant at) {
        double north = station.latitude();
        double east = station.longitude();
        int code = (int) ((north + 90) * 361 + east + 180);
        String id = "X" + (char) ('A' + code / 676 % 26) + (char) ('A' + code / 26 % 26) + (char) ('A' + code % 26);
        double knots = sky.wind(north, east, at) / 0.514444;
        return new JsonObject()
                .put("icaoId", id)
                .put("receiptTime", at.plusSeconds(120).toString())
                .put("obsTime", at.getEpochSecond())
                .put("reportTime", at.toString())
                .put("temp", Math.round(sky.temperature(north, east, at)))
                .put("dewp", Math.round(sky.dewPoint(north, east, at)))
                .put(
                        "wdir",
                        knots < 3 ? (Object) "VRB" : (Object) (Math.round(sky.windFrom(north, east, at) / 10) * 10))
                .put("wspd", Math.round(knots))
                .put("visib", "6+")
                .put("altim", Math.round(sky.pressure(north, east, at)))
                .put("qcField", 4)
                .put("metarType", "METAR")
                .put("rawOb", "METAR " + id + " SANDBOX")
                .put("lat", north)
                .put("lon", east)
                .put("elev", 20)
                .put("name", "Sandbox " + id)
                .put("clouds", new JsonArray())
                .put("fltCat", "VFR");
    }
}
