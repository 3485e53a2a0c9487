package dev.catchwater.trading;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;

/** Quarkus tells a test where a packaged process serves HTTP, but not its management port: so this chooses it. */
public class FreeManagementPort implements QuarkusTestResourceLifecycleManager {

    private URI management = URI.create("http://127.0.0.1");

    @Override
    public Map<String, String> start() {
        var loopback = InetAddress.getLoopbackAddress();
        try (var socket = new ServerSocket(0, 1, loopback)) {
            var port = socket.getLocalPort();
            management = URI.create("http://127.0.0.1:" + port);
            return Map.of(
                    "quarkus.management.port", Integer.toString(port),
                    "quarkus.management.test-port", Integer.toString(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(management, new TestInjector.MatchesType(URI.class));
    }

    @Override
    public void stop() {}
}
