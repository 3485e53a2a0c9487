package dev.catchwater.trading;

import dev.catchwater.trading.order.OrderRequest;

/** Where an engine's orders go. What is told here is not sent yet: first the event that caused it must be kept. */
public interface Outlet {

    void submit(OrderRequest order);

    void cancel(OrderRequest order);
}
