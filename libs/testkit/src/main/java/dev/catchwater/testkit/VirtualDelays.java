package dev.catchwater.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Delays that pass when the test moves its clock. The clock stands still at the end of each delay until what waited for
 * it has handed its bytes to the kernel and waits again or has ended: so answers come in the order of their due times,
 * however many of them one advance brings about.
 */
final class VirtualDelays implements Delays {
    /** A client that does not read, or a script that waits for the test, must not stop the clock for good. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ManualClock clock;

    VirtualDelays(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public boolean pass(Duration delay, Exchange exchange) {
        CountDownLatch turn = exchange.turn(); // before the clock can give the next one
        var passed = new CompletableFuture<Void>();
        ManualClock.Timer timer = clock.after(delay, () -> {
            CountDownLatch next = exchange.wake();
            passed.complete(null);
            await(next);
        });
        rest(exchange, turn); // after the next timer is armed, or the clock would run past it
        boolean over = exchange.awaitClosedOr(passed);
        timer.cancel();
        return over;
    }

    @Override
    public void atRest(Exchange exchange) {
        rest(exchange, exchange.turn());
    }

    private static void rest(Exchange exchange, CountDownLatch turn) {
        if (turn.getCount() == 0) {
            return;
        }
        try {
            exchange.lane().awaitDrain(PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        turn.countDown();
    }

    private static void await(CountDownLatch turn) {
        try {
            if (!turn.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                turn.countDown(); // late: nobody waits for it any more
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
