package dev.catchwater.prices;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Quiet sandboxes for all tests of the module: four origins, since robots.txt and pace count by them. */
public class SandboxResource implements QuarkusTestResourceLifecycleManager {

    private static volatile List<Sandbox> all = List.of();
    private static volatile @Nullable Receiver receiver;

    /** The one where nothing goes wrong. */
    public static Sandbox sandbox() {
        return all.get(0);
    }

    /** One for walls. */
    public static Sandbox walled() {
        return all.get(1);
    }

    /** One for limits. */
    public static Sandbox limited() {
        return all.get(2);
    }

    /** One whose robots.txt is followed. */
    public static Sandbox named() {
        return all.get(3);
    }

    /** Takes webhooks. */
    public static Receiver receiver() {
        return Objects.requireNonNull(receiver);
    }

    @Override
    public Map<String, String> start() {
        all = IntStream.range(0, 4)
                .mapToObj(i -> Sandbox.start(SandboxOptions.quiet()))
                .toList();
        receiver = Receiver.start();
        return Map.of(
                "fairlead.hooks.guard.allow",
                "127.0.0.1:" + receiver.port(),
                "fairlead.shops.guard.allow",
                all.stream().map(one -> "127.0.0.1:" + one.port()).collect(Collectors.joining(",")));
    }

    @Override
    public void stop() {
        all.forEach(Sandbox::close);
        if (receiver != null) {
            receiver.close();
        }
    }
}
