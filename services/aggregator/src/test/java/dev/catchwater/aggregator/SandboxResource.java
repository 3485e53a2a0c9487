package dev.catchwater.aggregator;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A quiet sandbox for all tests of the module, and the demo token for its instances. */
public class SandboxResource implements QuarkusTestResourceLifecycleManager {

    private static volatile Sandbox sandbox;

    /** The sandbox of this run. */
    public static Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        String token = "=" + SandboxOptions.DEMO_TOKEN;
        return Map.of(
                "fairlead.gather.guard.allow",
                "127.0.0.1:" + sandbox.port(),
                "catchwater.aggregator.mastodon.tokens",
                base("harbour") + token + "," + base("meadow") + token);
    }

    /** An instance's address. */
    public static String base(String instance) {
        return sandbox.baseUri() + "/mastodon/" + instance;
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
