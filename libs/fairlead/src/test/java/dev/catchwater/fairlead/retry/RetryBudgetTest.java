package dev.catchwater.fairlead.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryBudgetTest {
    private static final Request GET = Request.get("http://upstream.test/");

    private final ManualTimers timers = new ManualTimers();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aDeadOriginIsAskedAFifthMoreThanThereAreCallsAndTheFloor(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 1_000; run++) {
            new DeadOrigin(random).run();
        }
    }

    /** One client, one dead origin, calls in random crowds and pauses; every span of a window is checked at its end. */
    private static final class DeadOrigin {
        private final Random random;
        private final ManualTimers timers = new ManualTimers();
        private final BudgetPolicy budget;
        private final RetryStage stage;
        private final Next dead;
        private long attempts;
        private long calls;

        DeadOrigin(Random random) {
            this.random = random;
            budget = new BudgetPolicy(0.2, Duration.ofSeconds(10), random.nextInt(4));
            RetryPolicy policy = new RetryPolicy(
                            2 + random.nextInt(20),
                            Duration.ofMillis(1 + random.nextInt(200)),
                            Duration.ofSeconds(1),
                            Duration.ZERO,
                            java.util.Set.of())
                    .withBudget(budget);
            stage = new RetryStage(policy, timers, random, CallListener.NONE);
            dead = request -> Uni.createFrom().failure(() -> {
                attempts++;
                return new HttpFailure.Refused(request.origin(), "refused").asException();
            });
        }

        void run() {
            for (int i = 0; i < 40; i++) {
                for (int crowd = random.nextInt(30); crowd > 0; crowd--) {
                    calls++;
                    stage.apply(GET, dead).subscribe().with(response -> {}, thrown -> {});
                }
                timers.clock().advance(Duration.ofMillis(random.nextInt(1_500)));
                check();
            }
            timers.clock().advance(Duration.ofMinutes(1));
            check();
        }

        private void check() {
            long seconds = Duration.between(new ManualTimers().instant(), timers.instant())
                            .toSeconds()
                    + 1;
            long floor = budget.floorPerSecond() * (seconds + budget.window().toSeconds());
            assertThat(attempts).isLessThanOrEqualTo(calls + calls / 5 + floor);
        }
    }

    @Test
    void aFifthOfTheCallsIsIndeedThereToBeSpent() {
        RetryBudget budget = new RetryBudget(new BudgetPolicy(0.2, Duration.ofSeconds(10), 0), timers);
        for (int i = 0; i < 100; i++) {
            budget.earn();
        }
        assertThat(spendAll(budget)).isEqualTo(20);
    }

    @Test
    void whatWasEarnedAWindowAgoIsForfeit() {
        RetryBudget budget = new RetryBudget(new BudgetPolicy(0.2, Duration.ofSeconds(10), 0), timers);
        for (int i = 0; i < 100; i++) {
            budget.earn();
        }
        timers.clock().advance(Duration.ofSeconds(8));
        assertThat(budget.spend()).isTrue();
        timers.clock().advance(Duration.ofSeconds(2));
        assertThat(budget.spend()).isFalse();
    }

    @Test
    void theFloorNeedsNoCallsAndComesBack() {
        RetryBudget budget = new RetryBudget(new BudgetPolicy(0.2, Duration.ofSeconds(10), 10), timers);
        assertThat(spendAll(budget)).isEqualTo(100);
        timers.clock().advance(Duration.ofSeconds(10));
        assertThat(spendAll(budget)).isEqualTo(100);
    }

    @Test
    void threadsNeverSpendTheSameThingTwice() throws Exception {
        RetryBudget budget = new RetryBudget(new BudgetPolicy(1, Duration.ofHours(1), 0), timers);
        AtomicInteger spent = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(threads.submit(() -> {
                    for (int n = 0; n < 5_000; n++) {
                        budget.earn();
                        spent.addAndGet((budget.spend() ? 1 : 0) + (budget.spend() ? 1 : 0));
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertThat(spent.get() + spendAll(budget)).isEqualTo(20_000);
    }

    private static int spendAll(RetryBudget budget) {
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }
        return spent;
    }
}
