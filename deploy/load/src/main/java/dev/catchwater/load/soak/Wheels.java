package dev.catchwater.load.soak;

import dev.catchwater.fairlead.client.VertxTimers;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Context;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How many timers are set in the wheels of event loops. By reflection: objects that are merely reachable would be counted
 * otherwise, among them entries that are cancelled and still point at each other.
 */
final class Wheels {
    private Wheels() {}

    static long size(VertxTimers timers, List<Context> loops) {
        return loops.stream().mapToLong(loop -> size(timers, loop)).sum();
    }

    private static int size(VertxTimers timers, Context loop) {
        CompletableFuture<Integer> size = new CompletableFuture<>();
        loop.runOnContext(here -> {
            try {
                size.complete(here(timers));
            } catch (ReflectiveOperationException renamed) {
                size.completeExceptionally(renamed);
            }
        });
        return size.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static int here(VertxTimers timers) throws ReflectiveOperationException {
        Field wheels = VertxTimers.class.getDeclaredField("wheels");
        wheels.setAccessible(true);
        Object wheel = ((FastThreadLocal<?>) wheels.get(timers)).get();
        Method size = wheel.getClass().getDeclaredMethod("size");
        size.setAccessible(true);
        return (int) size.invoke(wheel);
    }
}
