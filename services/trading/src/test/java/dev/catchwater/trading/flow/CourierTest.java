package dev.catchwater.trading.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Order;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.Side;
import io.smallrye.mutiny.Uni;
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

    @Test
    void onlyWhatTheExchangeDoesNotWantIsRejectedTheRestIsNotTakenOrUnknown() {
        fail(new ExchangeFailure.Rejected("-2010", "would trigger immediately"));
        fail(new ExchangeFailure.Limited(Duration.ofSeconds(1), "too much"));
        fail(new ExchangeFailure.NotSent("connection refused"));
        fail(new ExchangeFailure.Unknown("timeout"));
        assertThat(reports)
                .hasExactlyElementsOfTypes(
                        OrderReport.Rejected.class,
                        OrderReport.NotTaken.class,
                        OrderReport.NotTaken.class,
                        OrderReport.OutcomeUnknown.class);
    }

    private void fail(ExchangeFailure why) {
        var venue = new QuietVenue(BTC) {
            @Override
            public Uni<List<OrderReport>> submit(Instrument instrument, OrderRequest order) {
                return Uni.createFrom().failure(why.asException());
            }
        };
        new Courier(venue, symbol -> BTC, reports::add, () -> Instant.ofEpochMilli(now), SETTLE, Runnable::run)
                .submit(request);
    }

    private void ask() {
        courier.ask(order).await().indefinitely();
    }
}
