package dev.catchwater.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Timers;
import io.netty.channel.EventLoop;
import io.netty.util.internal.InternalThreadLocalMap;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private static final Duration LATE = Duration.ofMillis(16);

    private final ManualTimers timers = new ManualTimers();
    private final TimerWheel wheel = new TimerWheel(timers);

    @ParameterizedTest
    @ValueSource(longs = {1, 15, 16, 17, 500, 8_191, 8_192, 8_193, 30_000, 3_600_000})
    void firesOnceNeverEarlyAndAtMostATickLate(long millis) {
        var fired = new AtomicInteger();
        timers.clock().advance(Duration.ofNanos(7_654_321));
        wheel.add(Duration.ofMillis(millis), fired::incrementAndGet);

        timers.clock().advance(Duration.ofMillis(millis).minusNanos(1));
        assertThat(fired).hasValue(0);
        timers.clock().advance(LATE);
        assertThat(fired).hasValue(1);
        timers.clock().advance(Duration.ofHours(2));
        assertThat(fired).hasValue(1);
        assertThat(wheel.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyMixOfSettingsAndCancellationsKeepsEveryPromise(long seed) {
        var random = new Random(seed);
        Map<Integer, Long> due = new HashMap<>();
        List<Timers.Timer> set = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            timers.clock().advance(Duration.ofNanos(random.nextLong(40_000_000)));
            int number = set.size();
            Duration delay = Duration.ofNanos(1 + random.nextLong(20_000_000_000L));
            due.put(number, timers.nanos() + delay.toNanos());
            set.add(wheel.add(delay, () -> {
                long late = timers.nanos() - due.remove(number);
                // The clock jumps by up to 40 ms, and a task may be found due only at the next jump.
                assertThat(late).isBetween(0L, LATE.plusMillis(40).toNanos());
            }));
            int other = random.nextInt(set.size());
            set.get(other).cancel();
            due.remove(other);
            assertThat(wheel.size()).isEqualTo(due.size());
        }
        timers.clock().advance(Duration.ofSeconds(30));
        assertThat(due).isEmpty();
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aTaskMaySetAndCancelOthers() {
        List<String> told = new ArrayList<>();
        AtomicReference<Timers.Timer> victim = new AtomicReference<>();
        wheel.add(Duration.ofMillis(100), () -> {
            told.add("first");
            victim.get().cancel();
            wheel.add(Duration.ofMillis(100), () -> told.add("third"));
        });
        victim.set(wheel.add(Duration.ofMillis(300), () -> told.add("never")));

        timers.clock().advance(Duration.ofSeconds(1));

        assertThat(told).containsExactly("first", "third");
    }

    @Test
    void aTaskMayCancelOneThatIsDueWithIt() {
        List<Integer> told = new ArrayList<>();
        List<Timers.Timer> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            all.add(wheel.add(Duration.ofMillis(100), () -> {
                told.add(number);
                if (told.size() == 1) {
                    all.get(number == 1 ? 3 : 1).cancel();
                }
            }));
        }
        timers.clock().advance(Duration.ofSeconds(1));

        assertThat(told).hasSize(4);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aCancellationFromAnotherThreadHolds() throws InterruptedException {
        var fired = new AtomicInteger();
        var timer = wheel.add(Duration.ofSeconds(1), fired::incrementAndGet);
        Thread.ofPlatform().start(timer::cancel).join();

        timers.clock().advance(Duration.ofSeconds(2));

        assertThat(fired).hasValue(0);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void onRealTimeATaskRunsOnTheContextThatSetIt() throws InterruptedException {
        var vertx = Vertx.vertx();
        try {
            var real = new VertxTimers(vertx, java.time.InstantSource.system());
            var ran = new CountDownLatch(1);
            AtomicReference<Object> contexts = new AtomicReference<>();
            var context = vertx.getOrCreateContext();
            context.runOnContext(start -> real.after(Duration.ofMillis(500), () -> {
                contexts.set(Vertx.currentContext());
                ran.countDown();
            }));
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(contexts.get()).isSameAs(context);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void aVerticleThatIsUndeployedStopsNobodysTimers() throws InterruptedException {
        var vertx = Vertx.vertx();
        try {
            var real = new VertxTimers(vertx, java.time.InstantSource.system());
            var ran = new CountDownLatch(3);
            AtomicReference<EventLoop> loop = new AtomicReference<>();
            String verticle = join(vertx.deployVerticle(new AbstractVerticle() {
                @Override
                public void start() {
                    loop.set(((ContextInternal) context).nettyEventLoop());
                    real.after(Duration.ofMillis(400), ran::countDown);
                    real.after(Duration.ofMillis(500), ran::countDown);
                }
            }));
            // Later than the verticle's: it relies on the wheel to be woken for that one.
            ((VertxInternal) vertx)
                    .createEventLoopContext(loop.get(), null, null)
                    .runOnContext(start -> real.after(Duration.ofMillis(600), ran::countDown));
            join(vertx.undeploy(verticle));
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            join(vertx.close());
        }
    }

    @Test
    void anotherClientTakesNoPlaceInTheMemoryOfEventLoops() {
        var vertx = Vertx.vertx();
        try {
            int before = InternalThreadLocalMap.nextVariableIndex();
            for (int i = 0; i < 100; i++) {
                new VertxTimers(vertx, java.time.InstantSource.system());
            }
            assertThat(InternalThreadLocalMap.nextVariableIndex()).isLessThan(before + 100);
        } finally {
            join(vertx.close());
        }
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
