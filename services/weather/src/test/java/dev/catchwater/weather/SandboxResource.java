package dev.catchwater.weather;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
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
        return Map.ofEntries(
                Map.entry("catchwater.weather.allow", "127.0.0.1:" + sandbox.port()),
                Map.entry("catchwater.weather.open-meteo.base-url", base + "open-meteo/v1"),
                Map.entry("catchwater.weather.open-meteo.air-base-url", base + "open-meteo/v1"),
                Map.entry("catchwater.weather.met-norway.base-url", base + "met-norway/weatherapi"),
                Map.entry("catchwater.weather.nws.base-url", base + "nws"),
                Map.entry("catchwater.weather.aviation-weather.base-url", base + "aviation-weather/api/data"),
                Map.entry("catchwater.weather.openweathermap.base-url", base + "openweathermap/data"),
                Map.entry("catchwater.weather.openweathermap.key", "sandbox-owm-key"),
                // So many places are added here in a minute that its 60 calls would not do.
                Map.entry("catchwater.weather.openweathermap.air", "false"),
                Map.entry("catchwater.weather.pirate-weather.base-url", base + "pirate-weather"),
                Map.entry("catchwater.weather.pirate-weather.key", "sandbox-pirate-key"),
                Map.entry("catchwater.weather.meteoalarm.base-url", base + "meteoalarm"),
                Map.entry("catchwater.weather.meteoalarm.feeds.NO", "norway"),
                Map.entry("catchwater.weather.weatherkit.base-url", base + "weatherkit/api/v1"),
                Map.entry("catchwater.weather.weatherkit.team", "TEAM"),
                Map.entry("catchwater.weather.weatherkit.service", "org.example.weather"),
                Map.entry("catchwater.weather.weatherkit.key-id", "KEY"),
                Map.entry("catchwater.weather.weatherkit.key", developer()),
                Map.entry("catchwater.weather.seed-places", "seeded|Seeded|47.6|-122.3|America/Los_Angeles|US"));
    }

    /** A developer's private key, of which the sandbox is given the public half. */
    private static String developer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            JsonObject known = new JsonObject()
                    .put("team", "TEAM")
                    .put("service", "org.example.weather")
                    .put("kid", "KEY")
                    .put(
                            "key",
                            Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
            sandbox.world().command("weather", "weatherkit", "key", known);
            return "-----BEGIN PRIVATE KEY-----"
                    + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                    + "-----END PRIVATE KEY-----";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
