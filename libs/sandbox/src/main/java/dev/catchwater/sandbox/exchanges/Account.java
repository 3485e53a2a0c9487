package dev.catchwater.sandbox.exchanges;

import dev.catchwater.sandbox.world.Dice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One customer's balances and orders, matched against the market's price. Confined to the sandbox's loop. */
final class Account {

    private static final BigDecimal FEE = new BigDecimal("0.001");
    private static final int MOST_ORDERS = 100_000;

    private final Map<String, BigDecimal> balances = new TreeMap<>();
    private final Map<Long, Ticket> orders = new LinkedHashMap<>();
    private final long seed;
    private long lastOrder = 1_000;
    private long lastDeal = 5_000;

    Account(long seed) {
        this.seed = seed;
        balances.put("USDT", new BigDecimal("100000"));
        balances.put("BTC", new BigDecimal("1"));
        balances.put("ETH", new BigDecimal("10"));
    }

    Map<String, BigDecimal> balances() {
        return balances;
    }

    List<Ticket> orders() {
        return List.copyOf(orders.values());
    }

    Optional<Ticket> order(long id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** The newest order of this name: it may be used again once an earlier one is over. */
    Optional<Ticket> order(String clientId) {
        return orders.values().stream()
                .filter(ticket -> ticket.clientId.equals(clientId))
                .reduce((earlier, later) -> later);
    }

    BigDecimal locked(String asset) {
        return orders.values().stream()
                .filter(ticket -> asset.equals(ticket.buying ? ticket.pair.quote() : ticket.pair.base()))
                .map(Ticket::locked)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal free(String asset) {
        return balances.getOrDefault(asset, BigDecimal.ZERO).subtract(locked(asset));
    }

    /**
     * Takes an order, and fills what can be filled at once.
     *
     * @throws Wrong with what the exchange would say
     */
    Ticket place(Ticket.Wish wish, Market market, long now) {
        if (order(wish.clientId()).filter(Ticket::open).isPresent()) {
            throw new Wrong(-2010, "Duplicate order sent.");
        }
        var asset = wish.buying() ? wish.pair().quote() : wish.pair().base();
        var estimate = wish.price().signum() > 0 ? wish.price() : market.ask();
        var needed = wish.buying() ? wish.quantity().multiply(estimate) : wish.quantity();
        if (free(asset).compareTo(needed) < 0) {
            throw new Wrong(-2010, "Account has insufficient balance for requested action.");
        }
        boolean stop = wish.type().startsWith("STOP_LOSS");
        if (stop && crossed(wish.buying(), wish.stopPrice(), market)) {
            throw new Wrong(-2010, "Stop price would trigger immediately.");
        }
        if (orders.size() >= MOST_ORDERS) {
            throw new Wrong(-1015, "Too many new orders.");
        }
        var ticket = new Ticket(++lastOrder, wish, now);
        if (wish.type().equals("LIMIT_MAKER") && takes(ticket, market)) {
            throw new Wrong(-2010, "Order would immediately match and take.");
        }
        orders.put(ticket.id, ticket);
        match(ticket, market, now, false);
        return ticket;
    }

    Ticket cancel(Ticket ticket, long now) {
        ticket.status = "CANCELED";
        ticket.updated = now;
        return ticket;
    }

    /** The price has moved. */
    void match(Market market, long now) {
        for (var ticket : orders()) {
            if (ticket.open() && ticket.pair.equals(market.pair())) {
                match(ticket, market, now, true);
            }
        }
    }

    private void match(Ticket ticket, Market market, long now, boolean resting) {
        if (ticket.waitsForStop()) {
            if (!crossed(ticket.buying, ticket.stopPrice, market)) {
                return;
            }
            ticket.triggered = true;
        }
        boolean marketOrder = ticket.price.signum() == 0;
        if (marketOrder || takes(ticket, market)) {
            boolean maker = resting && !marketOrder;
            fill(ticket, maker ? ticket.price : ticket.buying ? market.ask() : market.bid(), now, maker);
        } else if (!ticket.timeInForce.equals("GTC")) {
            ticket.status = "EXPIRED";
            ticket.updated = now;
        }
    }

    private static boolean takes(Ticket ticket, Market market) {
        return ticket.buying
                ? market.ask().compareTo(ticket.price) <= 0
                : market.bid().compareTo(ticket.price) >= 0;
    }

    private static boolean crossed(boolean buying, BigDecimal stop, Market market) {
        return buying ? market.price().compareTo(stop) >= 0 : market.price().compareTo(stop) <= 0;
    }

    // In one to three deals, so that nobody may take an order for one fill.
    private void fill(Ticket ticket, BigDecimal price, long now, boolean maker) {
        var dice = Dice.of(seed, "deals", ticket.id);
        var shares = new ArrayList<BigDecimal>();
        var left = ticket.left();
        for (int parts = dice.below(3); parts > 0; parts--) {
            var part = left.divide(BigDecimal.valueOf(3), ticket.pair.step().scale(), RoundingMode.DOWN);
            if (part.signum() > 0) {
                shares.add(part);
                left = left.subtract(part);
            }
        }
        shares.add(left);
        shares.forEach(share -> deal(ticket, price, share, now, maker));
        ticket.status = "FILLED";
        ticket.updated = now;
    }

    private void deal(Ticket ticket, BigDecimal price, BigDecimal quantity, long now, boolean maker) {
        var value = price.multiply(quantity);
        var got = ticket.buying ? quantity : value;
        var feeAsset = ticket.buying ? ticket.pair.base() : ticket.pair.quote();
        var fee = got.multiply(FEE).setScale(8, RoundingMode.DOWN);
        ticket.deals.add(new Ticket.Deal(++lastDeal, price, quantity, fee, feeAsset, now, maker));
        add(ticket.pair.base(), ticket.buying ? quantity : quantity.negate());
        add(ticket.pair.quote(), ticket.buying ? value.negate() : value);
        add(feeAsset, fee.negate());
    }

    private void add(String asset, BigDecimal amount) {
        balances.merge(asset, amount, BigDecimal::add);
    }
}
