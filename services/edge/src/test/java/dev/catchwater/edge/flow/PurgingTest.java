package dev.catchwater.edge.flow;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.edge.PurgeLog;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PurgingTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final Purge TAG = new Purge.Tag("t");

    /** Written down when the test says so. */
    private static final class SlowLog implements PurgeLog {
        final List<Purged> lines = new ArrayList<>();
        final Deque<UniEmitter<? super @Nullable Void>> waiting = new ArrayDeque<>();

        @Override
        public Uni<Void> append(Purged purged) {
            return Uni.createFrom().emitter(emitter -> {
                lines.add(purged);
                waiting.add(emitter);
            });
        }

        void written() {
            waiting.remove().complete(null);
        }
    }

    private final List<Purged> audited = new ArrayList<>();
    private final SlowLog log = new SlowLog();
    private final Epochs epochs = new Epochs();
    private final Purging purging = new Purging(epochs, log, List.of(), CLOCK, audited::add);

    private java.util.concurrent.CompletableFuture<Purged> start(Purge purge, String key) {
        return purging.purge(purge, Purge.Mode.HARD, key, "who").subscribeAsCompletionStage();
    }

    @Test
    void aPurgeIsInForceOnceItIsWrittenDownAndAcknowledgedOnceItIsInForce() {
        var asked = start(TAG, "k");
        assertThat(log.lines).hasSize(1);
        assertThat(epochs.sequence()).isZero();
        assertThat(asked).isNotDone();
        log.written();
        assertThat(epochs.sequence()).isEqualTo(1);
        assertThat(asked).isCompletedWithValue(log.lines.getFirst());
        assertThat(purging.recent(10)).containsExactly(log.lines.getFirst());
        assertThat(audited).containsExactly(log.lines.getFirst());
    }

    @Test
    void whoAsksAgainUnderOneKeyPurgesOnceAndWaitsForTheSameEnd() {
        var first = start(TAG, "k");
        var second = start(TAG, "k");
        log.written();
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(start(TAG, "k").join()).isEqualTo(first.join());
        assertThat(log.lines).hasSize(1);
        assertThat(start(TAG, "other")).isNotDone();
        assertThat(log.lines).hasSize(2);
    }

    @Test
    void aKeyStandsForOnePurgeAlone() {
        start(TAG, "k");
        assertThatThrownBy(() -> get(purging.purge(TAG, Purge.Mode.SOFT, "k", "who")))
                .isInstanceOf(Purging.KeyReused.class);
        assertThatThrownBy(() -> get(purging.purge(new Purge.All(), Purge.Mode.HARD, "k", "who")))
                .isInstanceOf(Purging.KeyReused.class);
    }

    @Test
    void aPurgeThatCannotBeWrittenDownIsNotAcknowledgedAndMayBeAskedForAgain() {
        var asked = start(TAG, "k");
        log.waiting.remove().fail(new java.io.IOException("full"));
        assertThat(asked).isCompletedExceptionally();
        assertThat(epochs.sequence()).isZero();
        var again = start(TAG, "k");
        log.written();
        assertThat(again.join().sequence()).isEqualTo(2);
    }

    @Test
    void aCallerThatGoesAwayCallsNothingBack() {
        purging.purge(TAG, Purge.Mode.HARD, "k", "who")
                .subscribe()
                .with(done -> {})
                .cancel();
        log.written();
        assertThat(epochs.sequence()).isEqualTo(1);
    }

    @Test
    void itGoesOnWhereTheLogEnds() {
        Epochs fresh = new Epochs();
        Purged before = new Purged(7, CLOCK.instant(), TAG, Purge.Mode.HARD, "k", "who");
        Purging after = new Purging(fresh, log, List.of(before), CLOCK, audited::add);
        assertThat(fresh.sequence()).isEqualTo(7);
        assertThat(get(after.purge(TAG, Purge.Mode.HARD, "k", "else"))).isEqualTo(before);
        after.purge(TAG, Purge.Mode.HARD, "l", "who").subscribe().with(done -> {});
        assertThat(log.lines.getLast().sequence()).isEqualTo(8);
    }

    @Test
    void keysAreForgottenWithTheirPurges() {
        for (int i = 0; i <= Purging.REMEMBERED; i++) {
            start(TAG, "k" + i);
            log.written();
        }
        assertThat(purging.recent(10_000)).hasSize(Purging.REMEMBERED);
        start(TAG, "k0");
        assertThat(log.lines).hasSize(Purging.REMEMBERED + 2);
        start(TAG, "k1");
        assertThat(log.lines).hasSize(Purging.REMEMBERED + 2);
    }
}
