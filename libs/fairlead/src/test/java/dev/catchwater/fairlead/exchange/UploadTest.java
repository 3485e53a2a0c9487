package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.Phase;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UploadTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Buffer CHUNK = Buffer.buffer(new byte[64 * 1024]);

    @HttpMock
    Upstream upstream;

    private final ManualTimers timers = new ManualTimers();
    private final VertxExchange exchange = new VertxExchange(VERTX, Bounds.DEFAULT, 8, timers);
    private final AtomicInteger produced = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    @AfterEach
    void close() {
        exchange.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private Uni<Response> send(Request request) {
        CompletableFuture<Response> result = new CompletableFuture<>();
        ((VertxInternal) VERTX)
                .createEventLoopContext()
                .runOnContext(ignored ->
                        exchange.proceed(request).subscribe().with(result::complete, result::completeExceptionally));
        return Uni.createFrom().completionStage(result);
    }

    private Multi<Buffer> endless() {
        return Multi.createBy()
                .repeating()
                .supplier(() -> {
                    produced.incrementAndGet();
                    return CHUNK;
                })
                .indefinitely()
                .onCancellation()
                .invoke(cancelled::incrementAndGet);
    }

    private Request post(Multi<Buffer> body) {
        return Request.post(upstream.uri("/").toString()).withStream("text/plain", body);
    }

    @Test
    void aStreamArrivesWholeAndInOrderFromWhateverThreadItComes() {
        upstream.when(Match.post("/")).reply(Reply.ok("got it"));
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Multi<Buffer> body =
                    Multi.createFrom().range(0, 2_000).emitOn(thread).map(number -> Buffer.buffer(number + ","));
            assertThat(get(get(send(post(body))).text())).isEqualTo("got it");
        }
        StringBuilder expected = new StringBuilder();
        for (int number = 0; number < 2_000; number++) {
            expected.append(number).append(',');
        }
        assertThat(upstream.requests().getFirst().body()).contains(expected);
        timers.clock().awaitPending(0);
    }

    @Test
    void aDeclaredLengthIsSentAsSuchAndHeldTo() {
        upstream.when(Match.post("/")).reply(Reply.ok());
        RequestBody right = new RequestBody.Stream(() -> Multi.createFrom().item(Buffer.buffer("12345")), 5, false);
        get(send(Request.post(upstream.uri("/").toString()).withBody(right)));
        assertThat(upstream.requests().getFirst().header("Content-Length")).contains("5");
        for (String content : new String[] {"1234", "123456"}) {
            RequestBody wrong = new RequestBody.Stream(() -> Multi.createFrom().item(Buffer.buffer(content)), 5, false);
            assertThat(failureOf(send(Request.post(upstream.uri("/").toString()).withBody(wrong))))
                    .isInstanceOf(HttpFailure.InvalidRequest.class);
        }
        assertThat(upstream.requests()).hasSize(1);
        timers.clock().awaitPending(0);
    }

    @Test
    void aSourceThatFailsFailsTheCallWithoutQuoting() {
        assertThat(failureOf(send(post(Multi.createFrom().failure(new IllegalStateException("secret"))))))
                .isEqualTo(new HttpFailure.InvalidRequest("the request's body could not be produced"));
        RequestBody thrower = new RequestBody.Stream(
                () -> {
                    throw new IllegalStateException("secret");
                },
                -1,
                false);
        HttpFailure failure =
                failureOf(send(Request.post(upstream.uri("/").toString()).withBody(thrower))
                        .onFailure(IllegalStateException.class)
                        .transform(thrown -> new HttpFailure.InvalidRequest("thrown on").asException()));
        assertThat(failure.message()).doesNotContain("secret");
        timers.clock().awaitPending(0);
    }

    @Test
    void aPeerThatDoesNotReadStopsTheSourceAndIsGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            awaitQuietly(over);
        })) {
            var call = send(Request.post(server.uri()).withStream("text/plain", endless()))
                    .subscribeAsCompletionStage();
            timers.clock().awaitPending(1, PATIENCE);
            AtomicInteger before = new AtomicInteger(-1);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> before.getAndSet(produced.get()) == produced.get());
            assertThat(produced.get()).isLessThan(1_000);
            timers.clock().advance(Bounds.DEFAULT.firstByte());
            assertThat(failureOf(Uni.createFrom().completionStage(call)))
                    .isEqualTo(new HttpFailure.TimedOut(Phase.FIRST_BYTE, Bounds.DEFAULT.firstByte()));
            await().atMost(PATIENCE).until(() -> cancelled.get() == 1);
        } finally {
            over.countDown();
        }
    }

    @Test
    void aSlowSourceIsNotThePeersSilence() {
        upstream.when(Match.post("/")).reply(Reply.ok("patient"));
        var emitter = new CompletableFuture<io.smallrye.mutiny.subscription.MultiEmitter<? super Buffer>>();
        var call = send(post(Multi.createFrom().<Buffer>emitter(e -> emitter.complete(e))))
                .subscribeAsCompletionStage();
        emitter.join().emit(Buffer.buffer("a"));
        timers.clock().awaitPending(0);
        timers.clock().advance(Bounds.DEFAULT.firstByte().multipliedBy(3));
        emitter.join().emit(Buffer.buffer("b")).complete();
        assertThat(get(Uni.createFrom().completionStage(call)).status()).isEqualTo(200);
        assertThat(upstream.requests().getFirst().body()).isEqualTo("ab");
    }

    @Test
    void anAnswerBeforeTheEndOfTheUploadCountsAndStopsTheSource() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 413 Too Much\r\nContent-Length: 2\r\n\r\nno");
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        })) {
            Response response = get(send(Request.post(server.uri()).withStream("text/plain", endless())));
            assertThat(response.status()).isEqualTo(413);
            assertThat(get(response.text())).isEqualTo("no");
            await().atMost(PATIENCE).until(() -> cancelled.get() == 1);
            timers.clock().awaitPending(0);
        }
    }

    @Test
    void cancellingTheCallCancelsTheSource() {
        var call = send(post(endless()));
        Multi<Buffer> never =
                Multi.createFrom().<Buffer>nothing().onCancellation().invoke(cancelled::incrementAndGet);
        AtomicInteger subscribed = new AtomicInteger();
        var running = new CompletableFuture<io.smallrye.mutiny.subscription.Cancellable>();
        ((VertxInternal) VERTX)
                .createEventLoopContext()
                .runOnContext(ignored -> running.complete(
                        exchange.proceed(post(never.onSubscription().invoke(subscribed::incrementAndGet)))
                                .subscribe()
                                .with(r -> {}, f -> {})));
        await().atMost(PATIENCE).until(() -> subscribed.get() == 1);
        running.join().cancel();
        await().atMost(PATIENCE).until(() -> cancelled.get() == 1);
        exchange.close();
        assertThat(failureOf(call)).isInstanceOf(HttpFailure.class);
        await().atMost(PATIENCE).until(() -> cancelled.get() == 2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
