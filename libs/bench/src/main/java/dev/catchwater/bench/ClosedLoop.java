package dev.catchwater.bench;

import io.vertx.core.Context;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps so many calls in flight on one event loop until all have ended: the next begins where one ends. */
final class ClosedLoop {
    private final Consumer<Runnable> call;
    private final int calls;
    private final CountDownLatch left;
    private int begun;

    private ClosedLoop(Consumer<Runnable> call, int calls) {
        this.call = call;
        this.calls = calls;
        this.left = new CountDownLatch(calls);
    }

    /**
     * Waits for the end of all.
     *
     * @param call begins one, and runs what it is given when that has ended
     */
    static void run(Context context, int inFlight, int calls, Consumer<Runnable> call) throws InterruptedException {
        ClosedLoop loop = new ClosedLoop(call, calls);
        context.runOnContext(start -> {
            for (int i = 0; i < inFlight; i++) {
                loop.next();
            }
        });
        if (!loop.left.await(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException(loop.left.getCount() + " calls never ended");
        }
    }

    private void next() {
        if (begun < calls) {
            begun++;
            call.accept(() -> {
                left.countDown();
                next();
            });
        }
    }
}
