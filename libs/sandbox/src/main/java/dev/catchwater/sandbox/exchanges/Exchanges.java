package dev.catchwater.sandbox.exchanges;

import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.judge.Upstream;
import dev.catchwater.sandbox.world.Agenda;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The realm of exchanges: one that speaks Binance's spot protocol, with one customer. */
public final class Exchanges implements Realm {

    /** The customer's key: it opens nothing but a sandbox. */
    public static final String KEY = "sandbox-exchange-key";

    /** And its secret. */
    public static final String SECRET = "sandbox-exchange-secret";

    private static final String PLACE = "binance";
    private static final String ROOT = "/exchanges/" + PLACE;
    private static final long MOVE_EVERY = 500;

    private final Map<String, Market> markets = new LinkedHashMap<>();
    private final Account account;
    private final Tape tape = new Tape();
    private final Budgets budgets;
    private final InstantSource clock;
    private final double pace;
    private long skew;
    private boolean withdrawals;
    private boolean walking;

    /**
     * Exchanges whose prices walk by themselves.
     *
     * @param pace 0 keeps prices where they are until somebody moves them
     */
    public Exchanges(long seed, double pace, Budgets budgets, InstantSource clock) {
        this.pace = pace;
        this.budgets = budgets;
        this.clock = clock;
        account = new Account(seed);
        for (var pair : List.of(Pair.BTC, Pair.ETH)) {
            var market = new Market(pair, seed);
            markets.put(pair.symbol(), market);
            market.listen(move -> {
                account.match(market, now());
                tape.tell(market, move);
            });
        }
    }

    @Override
    public String name() {
        return "exchanges";
    }

    @Override
    public List<Upstream> upstreams() {
        return List.of(new Upstream(
                "exchanges/" + PLACE,
                "A spot exchange that speaks Binance's protocol",
                List.of(ROOT + "/api/v3/exchangeInfo", ROOT + "/api/v3/depth?symbol=BTCUSDT"),
                account.orders().size(),
                tape.size()));
    }

    /** None: prices walk by the wire's clock, and only once somebody looks. A day that is leapt over costs nothing. */
    @Override
    public List<Agenda.Script> scripts() {
        return List.of();
    }

    @Override
    public List<String> obey(Command command) {
        if (!command.place().equals(PLACE)) {
            throw new Refusal(404, "no exchange is called " + command.place());
        }
        switch (command.op()) {
            case "price" -> market(command).move(decimal(command.text("price", "")), Instant.ofEpochMilli(now()));
            case "lose" -> tape.lose(command.count("count", 1, 1_000));
            case "twice" -> tape.twice(command.count("count", 1, 1_000));
            case "skew" -> skew = decimal(command.text("millis", "0")).longValueExact();
            case "rights" -> withdrawals = command.text("withdrawals", "false").equals("true");
            default -> throw new Refusal(404, "an exchange knows price, lose, twice, skew, rights");
        }
        return List.of();
    }

    @Override
    public int dropStreams(String prefix) {
        return "exchanges/binance".startsWith(prefix) ? tape.drop() : 0;
    }

    @Override
    public void mount(Router router) {
        var signatures = new Signatures(KEY, SECRET, this::now);
        var counter = new Counter(markets, account, signatures, budgets, this::now, this::rights);
        var api = ROOT + "/api/v3/";
        router.route(ROOT + "/*").handler(ctx -> {
            begin(ctx.vertx());
            ctx.next();
        });
        router.get(api + "ping").handler(ctx -> counter.open(ctx, 1, (asked, with) -> new JsonObject()));
        router.get(api + "time")
                .handler(ctx -> counter.open(ctx, 1, (asked, with) -> new JsonObject().put("serverTime", now())));
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
        router.get(ROOT + "/stream").handler(ctx -> tape.open(ctx, markets));
    }

    private void begin(Vertx vertx) {
        if (!walking && pace > 0) {
            walking = true;
            long every = Math.max(50, (long) (MOVE_EVERY / pace));
            vertx.setPeriodic(
                    every, timer -> markets.values().forEach(market -> market.walk(Instant.ofEpochMilli(now()))));
        }
    }

    private JsonObject rights() {
        return new JsonObject()
                .put("ipRestrict", false)
                .put("enableReading", true)
                .put("enableSpotAndMarginTrading", true)
                .put("enableWithdrawals", withdrawals)
                .put("enableInternalTransfer", false)
                .put("permitsUniversalTransfer", false);
    }

    private Market market(Command command) {
        var market = markets.get(command.text("symbol", "BTCUSDT"));
        if (market == null) {
            throw new Refusal(422, "the exchange has BTCUSDT and ETHUSDT");
        }
        return market;
    }

    private static BigDecimal decimal(String text) {
        if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,8})?")) {
            throw new Refusal(422, "a number is wanted");
        }
        return new BigDecimal(text);
    }

    private long now() {
        return clock.millis() + skew;
    }
}
