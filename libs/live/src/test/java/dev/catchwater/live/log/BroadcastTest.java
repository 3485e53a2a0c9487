package dev.catchwater.live.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.live.Hub;
import dev.catchwater.live.LiveSignal;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BroadcastTest {

    private final Vertx vertx = Vertx.vertx();
    private final Diary diary = new Diary();
    private final List<LogState> states = new CopyOnWriteArrayList<>();
    private final List<LiveSignal> signals = new CopyOnWriteArrayList<>();
    private final Broadcast<Diary.Note> broadcast = new Broadcast<>(
            Hub.<Diary.Note>builder(vertx).encode(Diary.Note::text).signals(signals::add),
            diary,
            Multi.createFrom().nothing(),
            states::add);

    @AfterEach
    void close() {
        broadcast.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsCommittedAfterTheStartIsToldInOrderOverSeveralReads() {
        diary.write(7, 1);
        broadcast.start();
        await().until(() -> broadcast.hub().position().equals(java.util.Optional.of("8-0")));
        // The third took the lowest number and was committed last.
        diary.write(8, 5);
        diary.write(8, 6);
        diary.write(9, 2);
        await().until(() -> told().size() == 3);
        assertThat(told()).containsExactly("8-5", "8-6", "9-2");
    }

    @Test
    void aLogThatCannotBeReadIsToldOnceAndSoIsItsReturn() {
        diary.broken(true);
        broadcast.start();
        looked(3);
        assertThat(states).singleElement().isInstanceOf(LogState.Lost.class);
        diary.broken(false);
        await().until(() -> states.size() == 2);
        looked(2);
        assertThat(states).hasSize(2).last().isInstanceOf(LogState.Back.class);
        diary.broken(true);
        await().until(() -> states.size() == 3);
    }

    private List<String> told() {
        return signals.stream()
                .filter(LiveSignal.Published.class::isInstance)
                .map(signal -> ((LiveSignal.Published) signal).id())
                .toList();
    }

    private void looked(int times) {
        int before = diary.looks.get();
        await().until(() -> diary.looks.get() >= before + times);
    }
}
