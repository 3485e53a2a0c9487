package dev.catchwater.trading.setup;

import dev.catchwater.trading.Exchange;
import dev.catchwater.trading.flow.Backtests;
import dev.catchwater.trading.flow.Trader;
import dev.catchwater.trading.live.Broadcast;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Begins after everything is there, ends before anything goes. */
@ApplicationScoped
class Lifecycle {

    private final Exchange exchange;
    private final Trader trader;
    private final Broadcast broadcast;
    private final Backtests backtests;

    Lifecycle(Exchange exchange, Trader trader, Broadcast broadcast, Backtests backtests) {
        this.exchange = exchange;
        this.trader = trader;
        this.broadcast = broadcast;
        this.backtests = backtests;
    }

    void start(@Observes StartupEvent started) {
        // Asked for by name, so that settings which must not be used end the start and not the first call.
        exchange.name();
        trader.start();
    }

    void stop(@Observes ShutdownEvent stopped) {
        trader.stop();
        backtests.stop();
        broadcast.stop();
    }
}
