package dev.catchwater.trading.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final OrderRequest TEN = OrderRequest.limit("a-1", "BTC/USD", Side.BUY, 10, 100);

    private final Order order = new Order(TEN, 0);

    @Test
    void fillThatOvertakesTheAcceptanceCounts() {
        order.submit();
        assertThat(order.apply(fill("t1", 4))).isEqualTo(Order.Effect.CHANGED);
        assertThat(order.apply(accepted())).isEqualTo(Order.Effect.DUPLICATE);
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(order.venueId()).isEqualTo("v1");
    }

    @Test
    void repeatedFillCountsOnce() {
        order.submit();
        order.apply(fill("t1", 4));
        assertThat(order.apply(fill("t1", 4))).isEqualTo(Order.Effect.DUPLICATE);
        assertThat(order.filled()).isEqualTo(4);
    }

    @Test
    void fillDuringACancelCountsAndTheCancelStillEndsIt() {
        order.submit();
        order.apply(accepted());
        assertThat(order.cancel(5)).isTrue();
        assertThat(order.apply(fill("t1", 4))).isEqualTo(Order.Effect.CHANGED);
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        order.apply(new OrderReport.Canceled("a-1", 6));
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(order.left()).isEqualTo(6);
    }

    @Test
    void lateFillOfACanceledOrderCountsAndIsSaidToBeLate() {
        order.submit();
        order.apply(new OrderReport.Canceled("a-1", 6));
        assertThat(order.apply(fill("t1", 4))).isEqualTo(Order.Effect.LATE_FILL);
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(order.apply(fill("t2", 6))).isEqualTo(Order.Effect.LATE_FILL);
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void moreThanWasOrderedIsNotBelieved() {
        order.submit();
        assertThat(order.apply(fill("t1", 11))).isEqualTo(Order.Effect.ILLEGAL);
        assertThat(order.filled()).isZero();
    }

    @Test
    void refusedCancelLeavesTheOrderAsItWas() {
        order.submit();
        order.apply(accepted());
        order.cancel(5);
        order.apply(new OrderReport.CancelRejected("a-1", "too late", 6));
        assertThat(order.status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(order.cancel(7)).isTrue();
    }

    @Test
    void unknownOutcomeIsResolvedByWhateverTheExchangeSays() {
        order.submit();
        order.apply(new OrderReport.OutcomeUnknown("a-1", 1));
        assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(order.apply(accepted())).isEqualTo(Order.Effect.CHANGED);
        var lost = new Order(TEN, 0);
        lost.submit();
        lost.apply(new OrderReport.OutcomeUnknown("a-1", 1));
        lost.apply(new OrderReport.NeverArrived("a-1", 9));
        assertThat(lost.status()).isEqualTo(OrderStatus.LOST);
        assertThat(lost.apply(fill("t1", 10))).isEqualTo(Order.Effect.LATE_FILL);
    }

    @Test
    void unknownOutcomeAfterAnAnswerChangesNothing() {
        order.submit();
        order.apply(accepted());
        assertThat(order.apply(new OrderReport.OutcomeUnknown("a-1", 1))).isEqualTo(Order.Effect.ILLEGAL);
        assertThat(order.status()).isEqualTo(OrderStatus.ACCEPTED);
    }

    @Test
    void reportsInAnyOrderAndAnyNumberEndInTheSameQuantity() {
        var reports = List.of(accepted(), fill("t1", 3), fill("t2", 3), fill("t3", 4), accepted(), fill("t2", 3));
        for (int seed = 0; seed < 500; seed++) {
            var shuffled = new ArrayList<OrderReport>(reports);
            Collections.shuffle(shuffled, new Random(seed));
            var fresh = new Order(TEN, 0);
            fresh.submit();
            shuffled.forEach(fresh::apply);
            assertThat(fresh.status()).as("seed %d", seed).isEqualTo(OrderStatus.FILLED);
            assertThat(fresh.filled()).isEqualTo(10);
        }
    }

    @Test
    void ordersThatAreOverAreForgottenInTheEndAndTheirIdsAreNotTakenAgain() {
        var orders = new Orders();
        for (int i = 0; i < 1_500; i++) {
            var done = new Order(OrderRequest.limit("a-" + i, "BTC/USD", Side.BUY, 10, 100), 0);
            done.submit();
            orders.add(done);
            orders.apply(done, new OrderReport.Canceled("a-" + i, 1));
        }
        assertThat(orders.over()).hasSize(1_000);
        assertThat(orders.find("a-0")).isEmpty();
        var ids = new ClientIds("bot");
        assertThat(ids.next()).isEqualTo("bot-1");
        assertThat(ids.next()).isEqualTo("bot-2");
        assertThat(ids.ours("bot-1")).isTrue();
        assertThat(ids.ours("bott-1")).isFalse();
    }

    private static OrderReport accepted() {
        return new OrderReport.Accepted("a-1", "v1", 2);
    }

    private static OrderReport fill(String trade, long quantity) {
        return new OrderReport.Filled(
                new Fill(trade, "a-1", "BTC/USD", Side.BUY, 100, quantity, BigDecimal.ZERO, "USD", 3, true));
    }
}
