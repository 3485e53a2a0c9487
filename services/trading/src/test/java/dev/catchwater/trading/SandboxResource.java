package dev.catchwater.trading;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A quiet sandbox for all tests of the module: its exchange does nothing by itself. */
public class SandboxResource implements QuarkusTestResourceLifecycleManager {

    private static volatile Sandbox sandbox;

    /** The sandbox of this run. */
    public static Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        return Map.of(
                "fairlead.orders.guard.allow",
                "127.0.0.1:" + sandbox.port(),
                "catchwater.trading.exchange.rest",
                "http://127.0.0.1:" + sandbox.port() + "/exchanges/binance",
                "catchwater.trading.exchange.stream",
                "ws://127.0.0.1:" + sandbox.port() + "/exchanges/binance");
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
