package dev.catchwater.trading.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Order;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourierTest {

    private static final Instrument BTC = new Instrument("BTC", "USD", 2, 4, new Filters(1, 1, 0, 0, 0), true);
    private static final Duration SETTLE = Duration.ofSeconds(8);

    private final List<OrderReport> reports = new ArrayList<>();
    private long now = 1_000;
    private final Courier courier = new Courier(
            new QuietVenue(BTC), symbol -> BTC, reports::add, () -> Instant.ofEpochMilli(now), SETTLE, Runnable::run);
    private final OrderRequest request = OrderRequest.market("a-1", "BTC/USD", Side.SELL, 10, true);
    private final Order order = new Order(request, 1_000);

    @Test
    void orderThatTheJournalKeptWaitingIsNotLostBeforeItWasSentAndCouldHaveArrived() {
        order.submit();
        now += 60_000;
        ask();
        assertThat(reports).as("not sent yet").isEmpty();
        courier.submit(request);
        now += 7_999;
        ask();
        assertThat(reports).as("it may still arrive").isEmpty();
        now += 2;
        ask();
        assertThat(reports).singleElement().isInstanceOf(OrderReport.NeverArrived.class);
    }

    @Test
    void orderOfAnEarlierLifeMayHaveBeenSentWhenThatEnded() {
        order.submit();
        now += 60_000;
        courier.recall(List.of(order));
        now += 7_999;
        ask();
        assertThat(reports).isEmpty();
        now += 2;
        ask();
        assertThat(reports).hasSize(1);
    }

    private void ask() {
        courier.ask(order).await().indefinitely();
    }
}
