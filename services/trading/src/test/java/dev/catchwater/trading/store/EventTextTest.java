package dev.catchwater.trading.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.DeskSettings;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.Top;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventTextTest {

    private static final List<Command> COMMANDS = List.of(
            new Command.Halt("me", "odd", true),
            new Command.Resume("me"),
            new Command.Place(
                    "BTC/USDT", Side.BUY, OrderType.STOP_LIMIT, 5, 7, 8, TimeInForce.IOC, true, DeskSettings.PATIENT),
            new Command.Protect("BTC/USDT", DeskSettings.PATIENT),
            new Command.Cancel("c-1"),
            new Command.Leave("BTC/USDT"),
            new Command.Twap("BTC/USDT", Side.SELL, 9, 0, 3, 1_000),
            new Command.Iceberg("BTC/USDT", Side.BUY, 9, 8, 2));

    private static final List<OrderReport> REPORTS = List.of(
            new OrderReport.Accepted("c-1", "v", 1),
            new OrderReport.Rejected("c-1", "no", 2),
            new OrderReport.NotTaken("c-1", "too much", 2),
            new OrderReport.Triggered("c-1", 3),
            new OrderReport.Filled(
                    new Fill("t", "c-1", "BTC/USDT", Side.BUY, 3, 4, new BigDecimal("0.00000001"), "BNB", 5, true)),
            new OrderReport.Canceled("c-1", 6),
            new OrderReport.Expired("c-1", 7),
            new OrderReport.CancelRejected("c-1", "late", 8),
            new OrderReport.OutcomeUnknown("c-1", 9),
            new OrderReport.NeverArrived("c-1", 10));

    @Test
    void everyEventComesBackAsItWas() {
        var plain = Stream.of(
                new Event.BarClosed("BTC/USDT", new Bar(0, 60_000, 5, 9, 1, 7, 3)),
                new Event.TopMoved("BTC/USDT", new Top(1, 2, 3, 4, 5)),
                new Event.FeedChanged("BTC/USDT", true, 4),
                new Event.SkewMeasured(-5, 6),
                new Event.Ticked(7));
        var events = Stream.of(
                        plain,
                        COMMANDS.stream().map(command -> new Event.Commanded(command, 1)),
                        REPORTS.stream().map(Event.Reported::new))
                .flatMap(all -> all.map(Event.class::cast))
                .toList();
        for (var event : events) {
            assertThat(EventText.read(EventText.write(event))).isEqualTo(event);
        }
    }

    @Test
    void noKindIsForgottenHere() {
        assertThat(COMMANDS)
                .extracting(Object::getClass)
                .hasSameElementsAs(Arrays.asList(Command.class.getPermittedSubclasses()));
        assertThat(REPORTS)
                .extracting(Object::getClass)
                .hasSameElementsAs(Arrays.asList(OrderReport.class.getPermittedSubclasses()));
    }
}
