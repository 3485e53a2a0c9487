package dev.catchwater.sandbox.exchanges;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Gate;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** The REST API's answers: always status 200, with a list of errors or a result. */
final class KrakenCounter {

    /**
     * A private call.
     *
     * @param cost what it adds to the counter of REST calls
     * @param trades whether it needs a key that may trade
     */
    record Call(int cost, boolean trades, Function<MultiMap, Object> answer) {}

    private final KrakenKeys keys;
    private final KrakenLimits limits;

    KrakenCounter(KrakenKeys keys, KrakenLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    void open(RoutingContext ctx, Function<MultiMap, Object> answer) {
        serve(ctx, () -> answer.apply(Wishes.parameters(ctx)));
    }

    void signed(RoutingContext ctx, String path, Call call) {
        serve(ctx, () -> {
            var parameters = Wishes.parameters(ctx);
            var shown = ctx.request().getHeader("API-Key");
            var body = ctx.body().buffer() == null ? "" : ctx.body().buffer().toString();
            var key = keys.check(shown, ctx.request().getHeader("API-Sign"), path, parameters.get("nonce"), body);
            Gate.identify(ctx, "key");
            limits.call(shown, call.cost());
            if (call.trades() && !key.trades()) {
                throw new Wrong("EGeneral:Permission denied");
            }
            return call.answer().apply(parameters);
        });
    }

    private static void serve(RoutingContext ctx, java.util.function.Supplier<Object> answer) {
        var body = new JsonObject().put("error", new JsonArray());
        try {
            body.put("result", answer.get());
        } catch (Wrong wrong) {
            body.put("error", new JsonArray().add(wrong.krakens()));
        }
        Answer.text(ctx, 200, "application/json;charset=utf-8", body.encode());
    }
}
