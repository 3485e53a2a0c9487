package dev.catchwater.sandbox.exchanges;

import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.judge.Upstream;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;

/** An exchange that speaks Binance's spot protocol. */
final class Binance implements Venue {

    private static final String ROOT = "/exchanges/binance";

    private final Floor floor;
    private final Tape tape = new Tape();
    private final Budgets budgets;

    Binance(Floor floor, Budgets budgets) {
        this.floor = floor;
        this.budgets = budgets;
        floor.listen(tape::tell);
    }

    @Override
    public String place() {
        return "binance";
    }

    @Override
    public Upstream upstream() {
        return new Upstream(
                "exchanges/binance",
                "A spot exchange that speaks Binance's protocol",
                List.of(ROOT + "/api/v3/exchangeInfo", ROOT + "/api/v3/depth?symbol=BTCUSDT"),
                floor.account().orders().size(),
                tape.size());
    }

    @Override
    public void obey(Command command) {
        if (!floor.obey(command) && !Floor.obey(command, tape.mishaps())) {
            throw new Refusal(404, "this exchange knows price, lose, twice, swap, part, skew, rights");
        }
    }

    @Override
    public int drop() {
        return tape.drop();
    }

    @Override
    public void mount(Router router) {
        var signatures = new Signatures(Exchanges.KEY, Exchanges.SECRET, floor::now);
        var counter = new Counter(floor.markets(), floor.account(), signatures, budgets, floor::now, this::rights);
        var api = ROOT + "/api/v3/";
        router.route(ROOT + "/*").handler(ctx -> {
            floor.begin(ctx.vertx());
            ctx.next();
        });
        router.get(api + "ping").handler(ctx -> counter.open(ctx, 1, (asked, with) -> new JsonObject()));
        router.get(api + "time")
                .handler(ctx -> counter.open(ctx, 1, (asked, with) -> new JsonObject().put("serverTime", floor.now())));
        router.get(api + "exchangeInfo").handler(ctx -> counter.open(ctx, 20, counter::info));
        router.get(api + "depth").handler(ctx -> counter.open(ctx, 50, counter::depth));
        router.post(api + "order").handler(ctx -> counter.signed(ctx, 1, counter::place));
        router.get(api + "order").handler(ctx -> counter.signed(ctx, 4, counter::order));
        router.delete(api + "order").handler(ctx -> counter.signed(ctx, 1, counter::cancel));
        router.get(api + "openOrders").handler(ctx -> counter.signed(ctx, 6, counter::openOrders));
        router.get(api + "allOrders").handler(ctx -> counter.signed(ctx, 20, counter::allOrders));
        router.get(api + "myTrades").handler(ctx -> counter.signed(ctx, 5, counter::trades));
        router.get(api + "account").handler(ctx -> counter.signed(ctx, 20, counter::account));
        router.get(ROOT + "/sapi/v1/account/apiRestrictions").handler(ctx -> counter.signed(ctx, 1, counter::rights));
        router.get(ROOT + "/stream").handler(ctx -> tape.open(ctx, floor.markets()));
    }

    private JsonObject rights() {
        return new JsonObject()
                .put("ipRestrict", false)
                .put("enableReading", true)
                .put("enableSpotAndMarginTrading", true)
                .put("enableWithdrawals", floor.withdrawals())
                .put("enableInternalTransfer", false)
                .put("permitsUniversalTransfer", false);
    }
}
