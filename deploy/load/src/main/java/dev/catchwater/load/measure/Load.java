package dev.catchwater.load.measure;

import dev.catchwater.load.Peer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Keeps a client busy, and measures it meanwhile. */
final class Load {
    /** How often the open loop looks at its schedule; calls are late by as much, and it counts. */
    private static final long TICK_NANOS = 200_000;

    private final Peer peer;
    private final Tally tally;

    Load(Peer peer, Tally tally) {
        this.peer = peer;
        this.tally = tally;
    }

    /** So many calls, or as many as there are in half a minute. */
    void warmUp(long calls) {
        Chains chains = new Chains();
        chains.start(64);
        long until = System.nanoTime() + 30_000_000_000L;
        while (tally.calls() < calls && System.nanoTime() < until) {
            pass(0.05);
        }
        chains.stop();
    }

    /** So many calls in flight all the time: each begins when one has ended. */
    Window closed(int concurrency, double warmSeconds, double seconds) {
        Chains chains = new Chains();
        chains.start(concurrency);
        pass(warmSeconds);
        Tally.Reading before = tally.open();
        pass(seconds);
        Window window = tally.since(before, tally.read());
        chains.stop();
        return window;
    }

    private static void pass(double seconds) {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private final class Chains {
        private final AtomicInteger left = new AtomicInteger();
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean stopped;

        void start(int concurrency) {
            left.set(concurrency);
            for (int i = 0; i < concurrency; i++) {
                peer.begin(this::run);
            }
        }

        private void run() {
            if (peer.blocks()) {
                while (!stopped) {
                    call(() -> {});
                }
                end();
            } else {
                next();
            }
        }

        private void next() {
            if (stopped) {
                end();
            } else {
                call(this::next);
            }
        }

        private void call(Runnable then) {
            long began = System.nanoTime();
            peer.call((bytes, failure) -> {
                tally.ended(System.nanoTime() - began, bytes, failure);
                then.run();
            });
        }

        private void end() {
            if (left.decrementAndGet() == 0) {
                over.countDown();
            }
        }

        void stop() {
            stopped = true;
            await(over);
        }
    }

    /**
     * So many calls a second, come what may. Each is due at a moment of its own, and its latency counts from there,
     * whenever it was begun (no coordinated omission).
     */
    Window open(double rate, double warmSeconds, double seconds) {
        Schedule schedule = new Schedule(rate, warmSeconds + seconds);
        Thread generator = Thread.ofPlatform().daemon().start(schedule);
        pass(warmSeconds);
        Tally.Reading before = tally.open();
        pass(seconds);
        Window window = tally.since(before, tally.read());
        LockSupport.unpark(generator);
        await(schedule.over);
        return window;
    }

    private final class Schedule implements Runnable {
        private final double period;
        private final long calls;
        private final long start = System.nanoTime();
        private final AtomicInteger left;
        private final CountDownLatch over = new CountDownLatch(1);

        Schedule(double rate, double seconds) {
            period = 1e9 / rate;
            calls = (long) (rate * seconds);
            left = new AtomicInteger((int) calls);
        }

        @Override
        public void run() {
            long begun = 0;
            while (begun < calls) {
                long due = Math.min(calls, (long) ((System.nanoTime() - start) / period));
                begin(begun, due);
                begun = due;
                LockSupport.parkNanos(TICK_NANOS);
            }
        }

        private void begin(long from, long to) {
            if (peer.blocks()) {
                for (long i = from; i < to; i++) {
                    long due = start + (long) (i * period);
                    peer.begin(() -> call(due));
                }
            } else if (from < to) {
                peer.begin(() -> {
                    for (long i = from; i < to; i++) {
                        call(start + (long) (i * period));
                    }
                });
            }
        }

        private void call(long due) {
            peer.call((bytes, failure) -> {
                tally.ended(System.nanoTime() - due, bytes, failure);
                if (left.decrementAndGet() == 0) {
                    over.countDown();
                }
            });
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("calls that have begun never end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
