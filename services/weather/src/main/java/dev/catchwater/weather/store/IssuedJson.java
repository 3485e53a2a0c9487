package dev.catchwater.weather.store;

import dev.catchwater.weather.forecast.Blend;
import dev.catchwater.weather.forecast.Family;
import dev.catchwater.weather.forecast.Issued;
import dev.catchwater.weather.forecast.Law;
import dev.catchwater.weather.forecast.SiteKey;
import dev.catchwater.weather.report.Quantity;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Forecasts that wait for what comes, as JSON: those of one outlook by quantity. */
final class IssuedJson {

    private IssuedJson() {}

    static JsonObject write(Map<SiteKey, Issued> forecasts) {
        JsonObject json = new JsonObject();
        forecasts.forEach((key, issued) -> json.put(
                key.quantity().name(), write(issued).put("band", key.band()).put("slot", key.slot())));
        return json;
    }

    static Map<SiteKey, Issued> read(String place, JsonObject json) {
        Map<SiteKey, Issued> forecasts = new HashMap<>();
        json.forEach(entry -> {
            JsonObject one = (JsonObject) entry.getValue();
            SiteKey key = new SiteKey(
                    place, Quantity.valueOf(entry.getKey()), one.getInteger("band"), one.getInteger("slot"));
            forecasts.put(key, issued(one));
        });
        return forecasts;
    }

    private static JsonObject write(Issued issued) {
        Blend blend = issued.blend();
        return new JsonObject()
                .put("family", issued.family().name())
                .put("members", numbers(issued.members()))
                .put("spreads", numbers(issued.spreads()))
                .put("baselines", numbers(issued.baselines()))
                .put("corrected", numbers(blend.corrected()))
                .put("weights", numbers(blend.weights()))
                .put("centre", blend.centre())
                .put("spread", blend.spread())
                .put("quantiles", new JsonArray(blend.quantiles()))
                .put("law", law(blend.law()));
    }

    private static Issued issued(JsonObject json) {
        List<Double> quantiles = json.getJsonArray("quantiles").stream()
                .map(quantile -> ((Number) quantile).doubleValue())
                .toList();
        return new Issued(
                Family.valueOf(json.getString("family")),
                numbers(json.getJsonObject("members")),
                numbers(json.getJsonObject("spreads")),
                new Blend(
                        law(json.getJsonArray("law")),
                        json.getDouble("centre"),
                        json.getDouble("spread"),
                        quantiles,
                        numbers(json.getJsonObject("corrected")),
                        numbers(json.getJsonObject("weights"))),
                numbers(json.getJsonObject("baselines")));
    }

    private static JsonObject numbers(Map<String, Double> values) {
        JsonObject json = new JsonObject();
        values.forEach(json::put);
        return json;
    }

    private static Map<String, Double> numbers(JsonObject json) {
        Map<String, Double> values = new HashMap<>();
        json.forEach(entry -> values.put(entry.getKey(), ((Number) entry.getValue()).doubleValue()));
        return values;
    }

    private static JsonArray law(Law law) {
        return switch (law) {
            case Law.Normal(double mean, double deviation) -> JsonArray.of("normal", mean, deviation);
            case Law.TruncatedNormal(double centre, double deviation) -> JsonArray.of("truncated", centre, deviation);
            case Law.ZeroOrGamma(double dry, double shape, double scale) -> JsonArray.of("gamma", dry, shape, scale);
            case Law.Chance(double mean) -> JsonArray.of("chance", mean);
        };
    }

    private static Law law(JsonArray json) {
        return switch (json.getString(0)) {
            case "normal" -> new Law.Normal(json.getDouble(1), json.getDouble(2));
            case "truncated" -> new Law.TruncatedNormal(json.getDouble(1), json.getDouble(2));
            case "gamma" -> new Law.ZeroOrGamma(json.getDouble(1), json.getDouble(2), json.getDouble(3));
            case "chance" -> new Law.Chance(json.getDouble(1));
            default -> throw new IllegalArgumentException("no law: " + json.getString(0));
        };
    }
}
