package dev.catchwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BridgeTest {
    private static final Run RUN = new Run("1", 1, Instant.EPOCH, Instant.EPOCH);
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private <T> Work<T> onLoop(Work.Reactive<T> work) {
        Context context = vertx.getOrCreateContext();
        return Work.reactive(task -> context.runOnContext(go -> task.run()), work);
    }

    @Test
    void reactiveWorkRunsOnTheEventLoop() throws Exception {
        AtomicBoolean onLoop = new AtomicBoolean();
        Work<String> work = onLoop((payload, run) -> {
            onLoop.set(Context.isOnEventLoopThread());
            return Uni.createFrom().item(Next.done());
        });
        assertThat(work.run("", RUN)).isEqualTo(Next.done());
        assertThat(onLoop).isTrue();
    }

    @Test
    void itsFailureIsTheWorks() {
        Work<String> work = onLoop((payload, run) -> Uni.createFrom().failure(new IOException("no")));
        assertThatThrownBy(() -> work.run("", RUN))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
        Work<String> thrown = onLoop((payload, run) -> {
            throw new IllegalStateException("at once");
        });
        assertThatThrownBy(() -> thrown.run("", RUN)).isInstanceOf(IllegalStateException.class);
        Work<String> nothing = onLoop((payload, run) -> Uni.createFrom().nullItem());
        assertThatThrownBy(() -> nothing.run("", RUN)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void anInterruptCancelsIt() throws Exception {
        AtomicBoolean subscribed = new AtomicBoolean();
        AtomicBoolean cancelled = new AtomicBoolean();
        Work<String> work = onLoop((payload, run) -> Uni.createFrom()
                .<Next>nothing()
                .onSubscription()
                .invoke(() -> subscribed.set(true))
                .onCancellation()
                .invoke(() -> cancelled.set(true)));
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                work.run("", RUN);
            } catch (Exception e) {
                ended.set(e);
            }
        });
        await().untilTrue(subscribed);
        thread.interrupt();
        thread.join();
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        await().untilTrue(cancelled);
    }
}
