package dev.catchwater.sandbox.exchanges;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An order at the exchange. */
final class Ticket {

    /** A part of it that was traded. */
    record Deal(
            long id,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal cost,
            BigDecimal fee,
            String feeAsset,
            long time,
            boolean maker) {}

    final long id;
    final String clientId;
    final Pair pair;
    final boolean buying;
    final String type;
    final String timeInForce;
    final BigDecimal quantity;
    final BigDecimal price;
    final BigDecimal stopPrice;
    final long time;
    final List<Deal> deals = new ArrayList<>();
    String status = "NEW";
    long updated;
    boolean triggered;

    Ticket(long id, Wish wish, long time) {
        this.id = id;
        clientId = wish.clientId();
        pair = wish.pair();
        buying = wish.buying();
        type = wish.type();
        timeInForce = wish.timeInForce();
        quantity = wish.quantity();
        price = wish.price();
        stopPrice = wish.stopPrice();
        this.time = time;
        updated = time;
    }

    boolean open() {
        return status.equals("NEW") || status.equals("PARTIALLY_FILLED");
    }

    boolean waitsForStop() {
        return type.startsWith("STOP_LOSS") && !triggered;
    }

    BigDecimal filled() {
        return deals.stream().map(Deal::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal left() {
        return quantity.subtract(filled());
    }

    BigDecimal paid() {
        return deals.stream().map(Deal::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What it locks of the currency that it would spend. */
    BigDecimal locked() {
        if (!open()) {
            return BigDecimal.ZERO;
        }
        return buying ? left().multiply(price.signum() > 0 ? price : stopPrice) : left();
    }

    /** What somebody asks for, before anybody has looked at the account. */
    record Wish(
            String clientId,
            Pair pair,
            boolean buying,
            String type,
            String timeInForce,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal stopPrice) {}
}
