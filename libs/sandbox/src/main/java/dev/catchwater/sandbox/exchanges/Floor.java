package dev.catchwater.sandbox.exchanges;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Refusal;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What every exchange has, whatever it speaks: pairs whose prices walk, one customer, a clock that may be wrong. */
final class Floor {

    private static final long MOVE_EVERY = 500;

    private final Map<String, Market> markets = new LinkedHashMap<>();
    private final Account account;
    private final InstantSource clock;
    private final double pace;
    private long skew;
    private boolean withdrawals;
    private boolean walking;

    /**
     * A floor on which nothing has happened yet.
     *
     * @param pace 0 keeps prices where they are until somebody moves them
     */
    Floor(long seed, double pace, InstantSource clock, Account account, List<Pair> pairs) {
        this.pace = pace;
        this.clock = clock;
        this.account = account;
        for (var pair : pairs) {
            markets.put(pair.symbol(), new Market(pair, seed));
        }
    }

    /** Matches orders with each move of a price, and lets this one hear of it then. */
    void listen(BiConsumer<Market, Market.Move> listener) {
        markets.values()
                .forEach(market -> market.listen(move -> {
                    account.match(market, now());
                    listener.accept(market, move);
                }));
    }

    Account account() {
        return account;
    }

    Map<String, Market> markets() {
        return markets;
    }

    Optional<Market> market(String symbol) {
        return Optional.ofNullable(markets.get(symbol));
    }

    long now() {
        return clock.millis() + skew;
    }

    /** Whether the customer's key may move money away. */
    boolean withdrawals() {
        return withdrawals;
    }

    /** Prices walk by the wire's clock, and only once somebody looks. */
    void begin(Vertx vertx) {
        if (!walking && pace > 0) {
            walking = true;
            long every = Math.max(50, (long) (MOVE_EVERY / pace));
            vertx.setPeriodic(
                    every, timer -> markets.values().forEach(market -> market.walk(Instant.ofEpochMilli(now()))));
        }
    }

    /** Does what can be asked of every exchange; false if this is none of it. */
    boolean obey(Command command) {
        switch (command.op()) {
            case "price" -> moved(command).move(decimal(command.text("price", "")), Instant.ofEpochMilli(now()));
            case "skew" -> skew = decimal(command.text("millis", "0")).longValueExact();
            case "part" -> account.part(command.count("count", 1, 1_000));
            case "rights" -> withdrawals = command.text("withdrawals", "false").equals("true");
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The same for what can go wrong with a stream. */
    static boolean obey(Command command, Mishaps mishaps) {
        switch (command.op()) {
            case "lose" -> mishaps.lose(command.count("count", 1, 1_000));
            case "twice" -> mishaps.twice(command.count("count", 1, 1_000));
            case "swap" -> mishaps.swap(command.count("count", 1, 1_000));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Market moved(Command command) {
        return market(command.text("symbol", "BTCUSDT"))
                .orElseThrow(() -> new Refusal(422, "the exchange has " + String.join(" and ", markets.keySet())));
    }

    private static BigDecimal decimal(String text) {
        if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,8})?")) {
            throw new Refusal(422, "a number is wanted");
        }
        return new BigDecimal(text);
    }
}
