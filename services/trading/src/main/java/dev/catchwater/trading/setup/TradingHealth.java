package dev.catchwater.trading.setup;

import dev.catchwater.trading.flow.Trader;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every order is known and the ledger is the exchange's. */
@Readiness
@Singleton
class TradingHealth implements AsyncHealthCheck {

    private final Trader trader;

    TradingHealth(Trader trader) {
        this.trader = trader;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        var state = trader.state();
        return Uni.createFrom()
                .item(HealthCheckResponse.named("trading")
                        .status(state.reconciled() && state.differences().isEmpty())
                        .withData("phase", state.phase())
                        .build());
    }
}
