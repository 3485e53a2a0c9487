package dev.catchwater.prices.store;

import dev.catchwater.prices.deal.Rule;
import dev.catchwater.prices.money.Money;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Rules as they stand in the database. */
final class RuleJson {

    private RuleJson() {}

    static JsonObject of(Rule rule) {
        return switch (rule) {
            case Rule.Target(Money price) ->
                new JsonObject()
                        .put("kind", "target")
                        .put("minor", price.minor())
                        .put("currency", price.currency());
            case Rule.Drop(double percent) ->
                new JsonObject().put("kind", "drop").put("percent", percent);
            case Rule.AllTimeLow() -> new JsonObject().put("kind", "all-time-low");
            case Rule.BackInStock() -> new JsonObject().put("kind", "back-in-stock");
            case Rule.LowestIn(Duration window) ->
                new JsonObject().put("kind", "lowest-in").put("days", window.toDays());
        };
    }

    static Rule rule(JsonObject json) {
        return switch (json.getString("kind")) {
            case "target" -> new Rule.Target(new Money(json.getLong("minor"), json.getString("currency")));
            case "drop" -> new Rule.Drop(json.getDouble("percent"));
            case "all-time-low" -> new Rule.AllTimeLow();
            case "back-in-stock" -> new Rule.BackInStock();
            case "lowest-in" -> new Rule.LowestIn(Duration.ofDays(json.getLong("days")));
            default -> throw new IllegalStateException("an unknown rule: " + json.getString("kind"));
        };
    }
}
