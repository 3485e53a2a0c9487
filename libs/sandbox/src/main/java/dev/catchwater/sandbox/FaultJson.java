package dev.catchwater.sandbox;

import dev.catchwater.sandbox.judge.Fault;
import dev.catchwater.sandbox.judge.Faults;
import dev.catchwater.sandbox.judge.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Faults as the control path writes them. */
final class FaultJson {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

    private FaultJson() {}

    static JsonObject list(Faults faults) {
        var all = new JsonArray();
        faults.list().forEach(rule -> all.add(json(rule)));
        return new JsonObject().put("faults", all);
    }

    static JsonObject add(Faults faults, JsonObject wish) {
        String upstream = string(wish, "upstream", "");
        String kind = string(wish, "kind", "");
        if (kind.equals("drop-streams")) {
            return new JsonObject().put("dropped", faults.dropStreams(upstream));
        }
        Integer count = wish.getValue("count") == null ? null : number(wish, "count", 1, 1, 1_000_000);
        var extent = new Faults.Extent(count, optional(wish, "duration"), probability(wish));
        return json(faults.add(upstream, fault(kind, wish), extent));
    }

    private static Fault fault(String kind, JsonObject wish) {
        return switch (kind) {
            case "status" ->
                new Fault.Status(
                        number(wish, "status", 503, 400, 599),
                        optional(wish, "retryAfter"),
                        string(wish, "retryAfterForm", "seconds").equals("date"));
            case "slow" ->
                new Fault.Slow(
                        Duration.ofMillis(number(wish, "delayMillis", 2_000, 1, (int) LONGEST_DELAY.toMillis())));
            case "drip" ->
                new Fault.Drip(
                        number(wish, "bytes", 16, 1, 65_536),
                        Duration.ofMillis(number(wish, "gapMillis", 200, 1, 60_000)));
            case "reset" -> new Fault.Reset();
            case "truncated" -> new Fault.Truncate();
            case "garbage" -> new Fault.Garbage();
            case "skew" -> new Fault.Skew(Duration.ofSeconds(number(wish, "seconds", 300, -86_400, 86_400)));
            default ->
                throw new Refusal(
                        422, "kind must be status, slow, drip, reset, truncated, garbage, skew or drop-streams");
        };
    }

    private static JsonObject json(Faults.Rule rule) {
        var json = new JsonObject()
                .put("id", rule.id())
                .put("upstream", rule.prefix())
                .put("kind", rule.fault().kind())
                .put("probability", rule.extent().probability())
                .put("strikes", rule.strikes());
        if (rule.extent().count() != null) {
            json.put("count", rule.extent().count());
        }
        if (rule.until() != null) {
            json.put("until", rule.until().toString());
        }
        return json;
    }

    private static String string(JsonObject wish, String name, String otherwise) {
        return wish.getValue(name) == null ? otherwise : String.valueOf(wish.getValue(name));
    }

    private static double probability(JsonObject wish) {
        Object value = wish.getValue("probability");
        if (value == null) {
            return 1;
        }
        if (!(value instanceof Number number)) {
            throw new Refusal(422, "probability must be a number above 0 and at most 1");
        }
        return number.doubleValue();
    }

    private static @Nullable Duration optional(JsonObject wish, String name) {
        return wish.getValue(name) == null ? null : ControlRoutes.duration(String.valueOf(wish.getValue(name)));
    }

    private static int number(JsonObject wish, String name, int otherwise, int least, int most) {
        Object value = wish.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Integer number) || number < least || number > most) {
            throw new Refusal(422, name + " must be a whole number from " + least + " to " + most);
        }
        return number;
    }
}
