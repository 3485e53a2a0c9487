package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.UnhandledGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A kept connection of one event loop, used by a call on another, broken before that one has seen the answer. */
class BreakageTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context first = ((VertxInternal) vertx).createEventLoopContext();
    private final Context second = ((VertxInternal) vertx).createEventLoopContext();
    private final VertxExchange exchange = new VertxExchange(vertx, Bounds.DEFAULT, 1, new ManualTimers());

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatBreaksAConnectionIsToldAfterWhatCameOverIt() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
            RawServer.readHead(socket);
            CountDownLatch goesOn = hold(second);
            RawServer.write(socket, "HTTP/1.1 203 Here\r\nContent-Length: 10\r\n\r\nhalf");
            passes(first);
            socket.setSoLinger(true, 0);
            socket.close();
            passes(first);
            goesOn.countDown();
        })) {
            Request request = Request.get(server.uri());
            assertThat(get(get(on(first, request)).text())).isEqualTo("x");
            Response answer = get(on(second, request));
            assertThat(answer.status()).isEqualTo(203);
            assertThat(failureOf(answer.body().bytes()))
                    .isInstanceOfSatisfying(
                            HttpFailure.Disconnected.class,
                            broken -> assertThat(broken.reason()).contains("reset"));
        }
        assertThat(UnhandledGuard.noticed()).isEmpty();
    }

    private Uni<Response> on(Context context, Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        context.runOnContext(
                here -> exchange.proceed(request).subscribe().with(answer::complete, answer::completeExceptionally));
        return Uni.createFrom().completionStage(answer);
    }

    /** From here on this loop sees nothing, until it may go on. */
    private static CountDownLatch hold(Context loop) {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        loop.runOnContext(here -> {
            held.countDown();
            await(goesOn);
        });
        await(held);
        return goesOn;
    }

    /** Twice round the other loop, so that what its sockets had to tell has been heard. */
    private static void passes(Context loop) {
        for (int i = 0; i < 2; i++) {
            CountDownLatch passed = new CountDownLatch(1);
            loop.runOnContext(here -> passed.countDown());
            await(passed);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
