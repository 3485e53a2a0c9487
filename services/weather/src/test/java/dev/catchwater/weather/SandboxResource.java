package dev.catchwater.weather;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A quiet sandbox whose weather services all tests of the module ask. */
public class SandboxResource implements QuarkusTestResourceLifecycleManager {

    private static volatile Sandbox sandbox;

    /** The sandbox of this run. */
    public static Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        String base = sandbox.baseUri() + "/weather/";
        return Map.of(
                "catchwater.weather.allow", "127.0.0.1:" + sandbox.port(),
                "catchwater.weather.open-meteo.base-url", base + "open-meteo/v1",
                "catchwater.weather.met-norway.base-url", base + "met-norway/weatherapi",
                "catchwater.weather.nws.base-url", base + "nws",
                "catchwater.weather.openweathermap.base-url", base + "openweathermap/data",
                "catchwater.weather.openweathermap.key", "sandbox-owm-key",
                "catchwater.weather.seed-places", "seeded|Seeded|47.6|-122.3|America/Los_Angeles|US");
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
