package dev.catchwater.trading;

import dev.catchwater.trading.order.OrderRequest;
import org.jspecify.annotations.Nullable;

/** What a desk may ask of its engine. */
interface Sending {

    /** A name for the next order; each is given once. */
    String nextId();

    /** Lets an order pass the gates; answers whether it did. */
    boolean send(Desk desk, OrderRequest order);

    /** Asks for the end of an order, if it still works. */
    void cancel(@Nullable String clientId, long now);

    /** Free money of a currency. */
    long cash(String currency);

    long equity();
}
