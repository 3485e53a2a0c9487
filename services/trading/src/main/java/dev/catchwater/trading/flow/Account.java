package dev.catchwater.trading.flow;

import dev.catchwater.trading.Engine;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.Genesis;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.OrderReport;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What one account is kept with.
 *
 * @param reports what the exchange says of orders by itself, as long as it is listened to
 */
record Account(
        Genesis genesis,
        List<Instrument> instruments,
        Engine engine,
        Line line,
        Courier courier,
        Prices prices,
        Cancellable reports) {

    private static final Logger LOG = Logger.getLogger(Account.class);

    Account listening(Cancellable to) {
        return new Account(genesis, instruments, engine, line, courier, prices, to);
    }

    /** While nobody knows of an exit the position is naked: that is not left to the next poll. */
    void askAtOnce(Event kept) {
        if (kept instanceof Event.Reported(OrderReport.OutcomeUnknown unknown)) {
            engine.orders()
                    .find(unknown.clientId())
                    .ifPresent(order -> courier.ask(order)
                            .subscribe()
                            .with(done -> {}, thrown -> LOG.debugf("not known yet: %s", thrown.getMessage())));
        }
    }

    /** Writes nothing more, and listens no longer. */
    void close() {
        reports.cancel();
        line.close();
    }
}
