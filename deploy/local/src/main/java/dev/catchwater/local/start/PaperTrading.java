package dev.catchwater.local.start;

import java.net.URI;
import java.util.Map;

/** Where trading trades in a new installation: at the sandbox's exchange, whose key opens nothing else. */
final class PaperTrading {

    private PaperTrading() {}

    static Map<String, String> locally(URI sandbox) {
        return Map.of(
                "FAIRLEAD_ORDERS_GUARD_ALLOW",
                sandbox.getAuthority(),
                "CATCHWATER_TRADING_EXCHANGE_REST",
                sandbox + "/exchanges/binance",
                "CATCHWATER_TRADING_EXCHANGE_STREAM",
                "ws://" + sandbox.getAuthority() + "/exchanges/binance");
    }
}
