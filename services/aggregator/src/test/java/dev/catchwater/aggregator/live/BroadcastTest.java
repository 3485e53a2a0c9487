package dev.catchwater.aggregator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.aggregator.post.Post;
import dev.catchwater.aggregator.timeline.Cursor;
import dev.catchwater.aggregator.timeline.Position;
import dev.catchwater.aggregator.timeline.Reader;
import dev.catchwater.aggregator.timeline.TimelinePage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BroadcastTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final AtomicInteger looks = new AtomicInteger();
    private final List<LogState> states = new CopyOnWriteArrayList<>();
    private final Broadcast broadcast = new Broadcast(
            vertx, new Log(), () -> Multi.createFrom().nothing(), new ObjectMapper(), signal -> {}, states::add);

    @AfterEach
    void close() {
        broadcast.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aLogThatCannotBeReadIsToldOnceAndSoIsItsReturn() {
        broadcast.start();
        looked(3);
        assertThat(states).singleElement().isInstanceOf(LogState.Lost.class);
        broken.set(false);
        await().until(() -> states.size() == 2);
        looked(2);
        assertThat(states).hasSize(2).last().isInstanceOf(LogState.Back.class);
        broken.set(true);
        await().until(() -> states.size() == 3);
    }

    private void looked(int times) {
        int before = looks.get();
        await().until(() -> looks.get() >= before + times);
    }

    /** An event log that breaks in its second part, the first having been read. */
    private final class Log implements Reader {

        private boolean second;

        @Override
        public Uni<Events> eventsAfter(Position position, int limit) {
            looks.incrementAndGet();
            second = !second;
            if (second) {
                return Uni.createFrom().item(new Events(List.of(), position, true));
            }
            if (broken.get()) {
                throw new IllegalStateException("no such table");
            }
            return Uni.createFrom().item(new Events(List.of(), position, false));
        }

        @Override
        public Uni<Position> now() {
            return Uni.createFrom().item(new Position(1, 0));
        }

        @Override
        public Uni<TimelinePage> page(int limit, @Nullable Cursor cursor) {
            throw new AssertionError("a broadcast reads no pages");
        }

        @Override
        public Uni<Optional<Post>> post(long id) {
            throw new AssertionError("a broadcast reads no posts");
        }

        @Override
        public Uni<Position> floor() {
            throw new AssertionError("nobody came back");
        }
    }
}
