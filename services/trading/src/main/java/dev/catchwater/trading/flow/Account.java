package dev.catchwater.trading.flow;

import dev.catchwater.trading.Engine;
import dev.catchwater.trading.Genesis;
import dev.catchwater.trading.market.Instrument;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;

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

    Account listening(Cancellable to) {
        return new Account(genesis, instruments, engine, line, courier, prices, to);
    }

    /** Writes nothing more, and listens no longer. */
    void close() {
        reports.cancel();
        line.close();
    }
}
