package dev.catchwater.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.load.Done;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoadTest {
    /** Stands still once, for half a second, and allocates a known amount. */
    private static final class Stalling implements Peer {
        private final ExecutorService loop = Executors.newSingleThreadExecutor();
        private final int bytes;
        private int calls;
        private volatile Object made = "";

        Stalling(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void begin(Runnable task) {
            loop.execute(task);
        }

        @Override
        public void call(Done done) {
            loop.execute(() -> {
                if (++calls == 200) {
                    LockSupport.parkNanos(500_000_000);
                }
                made = new byte[10_000];
                done.ended(bytes, null);
            });
        }

        @Override
        public void close() {
            loop.shutdown();
        }
    }

    @Test
    void aStallIsCountedForEveryCallThatWasDueMeanwhile() {
        try (Stalling peer = new Stalling(Target.BODY_BYTES)) {
            Window window = new Load(peer, new Tally(0)).open(1_000, 0, 1.5);
            assertThat(window.latencies().getValueAtPercentile(90)).isGreaterThan(100_000_000);
        }
    }

    @Test
    void whatACallAllocatesIsMeasured() {
        try (Stalling peer = new Stalling(Target.BODY_BYTES)) {
            Window window = new Load(peer, new Tally(0)).closed(4, 0.2, 0.5);
            assertThat((double) window.allocated() / window.calls()).isBetween(10_000.0, 13_000.0);
        }
    }

    @Test
    void aBodyThatIsNotReadIsNoticed() {
        try (Stalling peer = new Stalling(Target.BODY_BYTES - 1)) {
            assertThat(new Load(peer, new Tally(0)).closed(1, 0, 0.1).isWhole()).isFalse();
        }
    }
}
