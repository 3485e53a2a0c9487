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

    private static final int MOST_ORDERS = 100_000;

    /** Hears of what becomes of orders. */
    interface Watcher {

        /** It was taken, and rests or is about to be filled. */
        void taken(Ticket ticket);

        void dealt(Ticket ticket, Ticket.Deal deal);

        /** It is over. */
        void ended(Ticket ticket);
    }

    private static final Watcher NOBODY = new Watcher() {
        @Override
        public void taken(Ticket ticket) {}

        @Override
        public void dealt(Ticket ticket, Ticket.Deal deal) {}

        @Override
        public void ended(Ticket ticket) {}
    };

    private final Map<String, BigDecimal> balances = new TreeMap<>();
    private final Map<Long, Ticket> orders = new LinkedHashMap<>();
    private final long seed;
    private final Terms terms;
    private Watcher watcher = NOBODY;
    private int parts;
    private long lastOrder = 1_000;
    private long lastDeal = 5_000;

    Account(long seed, Terms terms) {
        this.seed = seed;
        this.terms = terms;
        balances.put("USDT", new BigDecimal("100000"));
        balances.put("BTC", new BigDecimal("1"));
        balances.put("ETH", new BigDecimal("10"));
    }

    void watch(Watcher by) {
        watcher = by;
    }

    /** The next limit orders that are traded are so only in part, and go on resting. */
    void part(int count) {
        parts = count;
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
                .map(ticket -> ticket.buying ? terms.toBuy(ticket.locked()) : ticket.locked())
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
        if (!wish.clientId().isEmpty()
                && order(wish.clientId()).filter(Ticket::open).isPresent()) {
            throw new Wrong(-2010, "Duplicate order sent.");
        }
        var asset = wish.buying() ? wish.pair().quote() : wish.pair().base();
        var estimate = wish.price().signum() > 0 ? wish.price() : market.ask();
        var needed = wish.buying() ? terms.toBuy(wish.quantity().multiply(estimate)) : wish.quantity();
        if (free(asset).compareTo(needed) < 0) {
            throw new Wrong(-2010, "Account has insufficient balance for requested action.");
        }
        boolean stop = wish.type().startsWith("STOP_LOSS");
        if (stop && terms.refusesCrossedStops() && crossed(wish.buying(), wish.stopPrice(), market)) {
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
        watcher.taken(ticket);
        match(ticket, market, now, false);
        return ticket;
    }

    Ticket cancel(Ticket ticket, long now) {
        end(ticket, "CANCELED", now);
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
            end(ticket, "EXPIRED", now);
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
        for (int more = Math.max(dice.below(3), parts > 0 ? 1 : 0); more > 0; more--) {
            var part = left.divide(BigDecimal.valueOf(3), ticket.pair.step().scale(), RoundingMode.DOWN);
            if (part.signum() > 0) {
                shares.add(part);
                left = left.subtract(part);
            }
        }
        boolean whole = parts == 0 || ticket.price.signum() == 0 || !ticket.timeInForce.equals("GTC");
        if (whole || shares.isEmpty()) {
            shares.add(left);
        } else {
            parts--;
        }
        shares.forEach(share -> deal(ticket, price, share, now, maker));
        if (ticket.left().signum() == 0) {
            end(ticket, "FILLED", now);
        } else {
            ticket.status = "PARTIALLY_FILLED";
            ticket.updated = now;
        }
    }

    private void end(Ticket ticket, String status, long now) {
        ticket.status = status;
        ticket.updated = now;
        watcher.ended(ticket);
    }

    private void deal(Ticket ticket, BigDecimal price, BigDecimal quantity, long now, boolean maker) {
        var cost = terms.cost(price, quantity);
        boolean inQuote = terms.quoteFees() || !ticket.buying;
        var feeAsset = inQuote ? ticket.pair.quote() : ticket.pair.base();
        var fee = terms.fee(inQuote ? cost : quantity, maker);
        var deal = new Ticket.Deal(++lastDeal, price, quantity, cost, fee, feeAsset, now, maker);
        ticket.deals.add(deal);
        add(ticket.pair.base(), ticket.buying ? quantity : quantity.negate());
        add(ticket.pair.quote(), ticket.buying ? cost.negate() : cost);
        add(feeAsset, fee.negate());
        watcher.dealt(ticket, deal);
    }

    private void add(String asset, BigDecimal amount) {
        balances.merge(asset, amount, BigDecimal::add);
    }
}
