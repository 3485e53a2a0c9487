package dev.catchwater.weather.store;

import dev.catchwater.weather.forecast.Calibration;
import dev.catchwater.weather.forecast.Score;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.forecast.Track;
import dev.catchwater.weather.forecast.Tracks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What was learned at a site as JSON, in lists of numbers: {@code v} is their version. */
final class SiteJson {

    private SiteJson() {}

    static JsonObject write(Site site) {
        JsonObject members = new JsonObject();
        site.tracks().members().forEach((name, track) -> members.put(name, track(track)));
        JsonObject scores = new JsonObject();
        site.scores()
                .forEach((name, score) -> scores.put(
                        name,
                        new JsonArray()
                                .add(score.count())
                                .add(score.absolute())
                                .add(score.square())
                                .add(score.crps())
                                .add(score.covered())));
        JsonArray errors = new JsonArray();
        for (double error : site.calibration().errors()) {
            errors.add(error);
        }
        return new JsonObject()
                .put("v", 1)
                .put("at", site.tracks().at().toString())
                .put("members", members)
                .put("blend", track(site.tracks().blend()))
                .put("errors", errors)
                .put("observed", track(site.observed()))
                .put("told", track(site.told()))
                .put("last", Double.isNaN(site.last()) ? null : site.last())
                .put("scores", scores);
    }

    static Site read(JsonObject json) {
        Map<String, Track> members = new HashMap<>();
        json.getJsonObject("members")
                .forEach(entry -> members.put(entry.getKey(), track((JsonArray) entry.getValue())));
        Map<String, Score> scores = new HashMap<>();
        json.getJsonObject("scores").forEach(entry -> scores.put(entry.getKey(), score((JsonArray) entry.getValue())));
        double[] errors = json.getJsonArray("errors").stream()
                .mapToDouble(error -> ((Number) error).doubleValue())
                .toArray();
        Double last = json.getDouble("last");
        return new Site(
                new Tracks(members, track(json.getJsonArray("blend")), Instant.parse(json.getString("at"))),
                Calibration.of(errors),
                track(json.getJsonArray("observed")),
                // What was written before there was such a thing has none.
                json.containsKey("told") ? track(json.getJsonArray("told")) : Track.NONE,
                last == null ? Double.NaN : last,
                scores);
    }

    static JsonArray track(Track track) {
        return new JsonArray()
                .add(track.weight())
                .add(track.bias())
                .add(track.mse())
                .add(track.raw());
    }

    private static Track track(JsonArray numbers) {
        return new Track(numbers.getDouble(0), numbers.getDouble(1), numbers.getDouble(2), numbers.getDouble(3));
    }

    private static Score score(JsonArray numbers) {
        return new Score(
                numbers.getLong(0),
                numbers.getDouble(1),
                numbers.getDouble(2),
                numbers.getDouble(3),
                numbers.getLong(4));
    }
}
