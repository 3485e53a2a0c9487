package dev.catchwater.fairlead.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.ManualTimers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many marks as may be missed, and one more. */
class ManyMissedTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final ManualTimers timers = new ManualTimers();
    private final List<UniEmitter<? super Void>> open = new ArrayList<>();
    private final List<Instant> covered = new ArrayList<>();
    private final Missed missed =
            new Missed(10_000, upTo -> mark().invoke(() -> covered.add(upTo)), timers, PAUSE, PATIENCE);
    private boolean back;
    private boolean slow;
    private int tries;

    private Uni<Void> mark() {
        return Uni.createFrom().emitter(emitter -> {
            tries++;
            if (slow) {
                open.add(emitter);
            } else if (back) {
                emitter.complete(null);
            } else {
                emitter.fail(new IllegalStateException("away"));
            }
        });
    }

    private void miss(int marks) {
        IntStream.range(0, marks).forEach(i -> miss(List.of("m" + i), Instant.EPOCH));
        tries = 0;
    }

    private void miss(List<String> names, Instant upTo) {
        missed.set(names, upTo, mark()).subscribe().with(set -> {}, away -> {});
    }

    private CompletableFuture<Boolean> look() {
        return missed.catchUp().subscribeAsCompletionStage();
    }

    @Test
    void aLookWhileTheyCannotBeSetFindsThatOutByOne() {
        miss(9_000);
        assertThat(look()).isCompletedWithValue(false);
        assertThat(tries).isEqualTo(1);
    }

    @Test
    void aLookSetsThemAll() {
        miss(9_000);
        back = true;
        assertThat(look()).isCompletedWithValue(true);
        assertThat(tries).isEqualTo(9_000);
        assertThat(look()).isCompletedWithValue(true);
        assertThat(tries).isEqualTo(9_000);
    }

    @Test
    void looksAtTheSameTimeSetThemOnceAndWaitForNobody() {
        miss(50);
        slow = true;
        CompletableFuture<Boolean> first = look();
        for (int i = 0; i < 50; i++) {
            assertThat(look()).isCompletedWithValue(false);
        }
        for (int i = 0; i < 50; i++) {
            open.get(i).complete(null);
        }
        assertThat(first).isCompletedWithValue(true);
        assertThat(tries).isEqualTo(50);
    }

    @Test
    void noLookWaitsLongAndTheyAreSetAllTheSame() {
        miss(2);
        slow = true;
        CompletableFuture<Boolean> impatient = look();
        timers.clock().advance(PATIENCE);
        assertThat(impatient).isCompletedWithValue(false);
        open.getFirst().complete(null);
        open.getLast().complete(null);
        assertThat(look()).isCompletedWithValue(true);
    }

    @Test
    void whereNobodyLooksTheyAreTriedUntilTheyAreSet() {
        miss(3);
        timers.clock().advance(PAUSE);
        timers.clock().advance(PAUSE);
        assertThat(tries).isEqualTo(2);
        back = true;
        timers.clock().advance(PAUSE);
        assertThat(tries).isEqualTo(5);
        timers.clock().advance(PAUSE);
        assertThat(tries).as("after they are set").isEqualTo(5);
        assertThat(look()).isCompletedWithValue(true);
    }

    @Test
    void marksOfManyKeysCountAsMany() {
        List<String> names = IntStream.range(0, 9_999).mapToObj(i -> "g" + i).toList();
        miss(names, Instant.EPOCH.plusSeconds(9));
        miss(List.of("a"), Instant.EPOCH);
        back = true;
        tries = 0;
        assertThat(look()).isCompletedWithValue(true);
        assertThat(tries).isEqualTo(2);
        assertThat(covered).isEmpty();
        back = false;
        miss(names, Instant.EPOCH.plusSeconds(9));
        miss(List.of("a", "b"), Instant.EPOCH);
        back = true;
        tries = 0;
        assertThat(look()).isCompletedWithValue(true);
        assertThat(tries).isEqualTo(1);
        assertThat(covered).containsExactly(Instant.EPOCH.plusSeconds(9));
    }
}
